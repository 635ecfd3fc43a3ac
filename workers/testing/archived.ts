import { type CommittedFile, commitsOf } from "#lib/archive/commit.ts";
import { filesOf } from "#lib/archive/files.ts";
import { type ArchivedRow, readRows } from "#lib/archive/read-rows.ts";
import type { ArchivedTopic } from "#lib/archive/topics.ts";
import type { Archive } from "#lib/stores/archive/port.ts";

export interface Archived {
  /** Of events, and of what is in quarantine. */
  rows: ArchivedRow[];
  quarantined: ArchivedRow[];
  commits: number;
  files: number;
}

async function rowsOf(archive: Archive, files: Pick<CommittedFile, "key" | "bytes" | "rows">[]) {
  const rows: ArchivedRow[] = [];
  for (const file of files) for await (const page of readRows(archive, file)) rows.push(...page);
  return rows;
}

function checkFile(file: CommittedFile, rows: ArchivedRow[], span: { start: number; end: number }): void {
  const offsets = rows.map(({ offset }) => Number(offset));
  const checksum = rows.reduce((sum, row) => sum + Number(row.checksum ?? 0), 0);
  const outside = offsets.some((offset) => offset < span.start || offset >= span.end);
  if (outside || Math.min(...offsets) !== file.min_offset || Math.max(...offsets) !== file.max_offset)
    throw new Error(`${file.key} holds other offsets than its commit says`);
  if (checksum !== file.checksum) throw new Error(`${file.key} has another checksum than its commit says`);
}

/**
 * Everything that the archive has of a topic, each file checked against its commit; throws where offsets of a partition
 * are missing between commits, or overlap.
 */
export async function readArchived(archive: Archive, topic: ArchivedTopic): Promise<Archived> {
  const ends = new Map<string, number>();
  const found: Archived = { rows: [], quarantined: [], commits: 0, files: 0 };
  for await (const commit of commitsOf(archive, topic)) {
    const partition = `${commit.incarnation}/${commit.partition}`;
    const expected = ends.get(partition) ?? commit.start;
    if (commit.start !== expected)
      throw new Error(`A commit of ${partition} begins with ${commit.start}, not ${expected}`);
    ends.set(partition, commit.end);
    for (const [files, rows] of [
      [commit.files, found.rows],
      [commit.quarantined, found.quarantined],
    ] as const) {
      for (const file of files) {
        const own = await rowsOf(archive, [file]);
        checkFile(file, own, commit);
        rows.push(...own);
      }
    }
    found.commits += 1;
    found.files += commit.files.length + commit.quarantined.length;
  }
  return found;
}

/** As a load reads it: the files of the manifest, whatever became of those that commits name. */
export async function readManifest(archive: Archive, topic: ArchivedTopic): Promise<ArchivedRow[]> {
  return rowsOf(archive, await filesOf(archive, topic, { from: 0, to: Number.MAX_SAFE_INTEGER }));
}
