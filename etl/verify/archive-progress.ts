import { type Commit, lastCommit } from "#lib/archive/commit.ts";
import { openParquet } from "#lib/archive/open-parquet.ts";
import type { ArchivedTopic } from "#lib/archive/topics.ts";
import { ARCHIVE_GROUP } from "#lib/pipeline/groups.ts";
import type { Archive } from "#lib/stores/archive/port.ts";
import type { VerifyDeps } from "./deps.ts";

/** Clocks of two machines may differ by so much, milliseconds. */
const SKEW_MS = 60_000;

/** How far the archive is with what the stream took. */
export interface ArchiveProgress {
  /** Everything that the stream took before is archived, milliseconds since 1970; null: not known. */
  archivedTo: number | null;
  /** The offset after the last one archived, by partition. */
  ends: ReadonlyMap<number, number>;
}

const instantOf = (value: unknown): number => (value instanceof Date ? value.getTime() : Number(value));

/** When the stream took the newest record of a commit: its files' footers know. null: a file is gone. */
async function newestOf(archive: Archive, { files, quarantined, at }: Commit): Promise<number | null> {
  let newest = 0;
  for (const file of [...files, ...quarantined]) {
    const opened = await openParquet(archive, file).catch(() => null);
    if (opened === null) return null;
    for (const { columns } of opened.metadata.row_groups) {
      const column = columns.find(
        ({ meta_data: about }) => about?.path_in_schema.join(".") === "appended_at",
      );
      const most = instantOf(column?.meta_data?.statistics?.max);
      if (Number.isNaN(most)) return null;
      newest = Math.max(newest, most);
    }
  }
  // A producer's clock may be ahead.
  return Math.min(newest, Date.parse(at));
}

/** Asked before what it says is compared with: later records may be anywhere. */
export async function archiveProgress(
  { archive, stream, clock }: Pick<VerifyDeps, "archive" | "stream" | "clock">,
  topic: ArchivedTopic,
): Promise<ArchiveProgress> {
  const now = clock.now();
  const ends = new Map<number, number>();
  let archivedTo: number | null = now;
  for (const { partition, end } of await stream.lag(topic, ARCHIVE_GROUP)) {
    const commit = await lastCommit(archive, { topic, incarnation: stream.incarnation, partition });
    ends.set(partition, commit?.end ?? 0);
    if ((commit?.end ?? 0) >= end) continue;
    const newest = commit === null ? null : await newestOf(archive, commit);
    archivedTo = newest === null || archivedTo === null ? null : Math.min(archivedTo, newest);
  }
  return { archivedTo: archivedTo === null ? null : archivedTo - SKEW_MS, ends };
}
