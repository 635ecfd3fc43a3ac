import { type Commit, lastCommit } from "#lib/archive/commit.ts";
import { openParquet } from "#lib/archive/open-parquet.ts";
import type { ArchivedTopic } from "#lib/archive/topics.ts";
import { ARCHIVE_GROUP } from "#lib/pipeline/groups.ts";
import type { Archive } from "#lib/stores/archive/port.ts";
import type { VerifyDeps } from "./deps.ts";

/** Clocks of two machines may differ by so much, milliseconds. */
const SKEW_MS = 60_000;
/** Records of the stream are read up to so many to find the oldest of each partition. */
const MOST_READ = 50_000;

/** How far the archive is with what the stream took. */
export interface ArchiveProgress {
  /** Everything that the stream took before is archived, milliseconds since 1970; null: not known. */
  archivedTo: number | null;
  /** The offset after the last one archived, by partition. */
  ends: ReadonlyMap<number, number>;
}

type ProgressDeps = Pick<VerifyDeps, "archive" | "clock"> & {
  stream: Pick<VerifyDeps["stream"], "incarnation" | "lag" | "readRange">;
};

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
      const most = instantOf(column?.meta_data?.statistics?.max_value);
      if (Number.isNaN(most)) return null;
      newest = Math.max(newest, most);
    }
  }
  // A producer's clock may be ahead.
  return Math.min(newest, Date.parse(at));
}

/** When the stream took the oldest record that it has of each of these partitions, as far as it can be asked. */
async function oldestOf(
  { stream, clock }: Pick<ProgressDeps, "stream" | "clock">,
  topic: ArchivedTopic,
  partitions: ReadonlySet<number>,
): Promise<ReadonlyMap<number, number>> {
  const found = new Map<number, number>();
  if (partitions.size === 0) return found;
  let read = 0;
  for await (const records of stream.readRange(topic, 0, clock.now() + SKEW_MS)) {
    for (const { partition, appendedAt } of records)
      if (partitions.has(partition) && !found.has(partition)) found.set(partition, appendedAt);
    read += records.length;
    if (found.size === partitions.size || read > MOST_READ) break;
  }
  return found;
}

/** Asked before what it says is compared with: later records may be anywhere. */
export async function archiveProgress(deps: ProgressDeps, topic: ArchivedTopic): Promise<ArchiveProgress> {
  const { archive, stream, clock } = deps;
  const ends = new Map<number, number>();
  const begun = new Set<number>();
  const reached: (number | null)[] = [clock.now()];
  for (const { partition, end } of await stream.lag(topic, ARCHIVE_GROUP)) {
    const commit = await lastCommit(archive, { topic, incarnation: stream.incarnation, partition });
    ends.set(partition, commit?.end ?? 0);
    if ((commit?.end ?? 0) >= end) continue;
    if (commit === null) begun.add(partition);
    else reached.push(await newestOf(archive, commit));
  }
  // An archiver holds its records for an hour: until the first commit, what came before them is all there.
  const oldest = await oldestOf(deps, topic, begun);
  for (const partition of begun) reached.push(oldest.get(partition) ?? null);
  const known = reached.filter((at) => at !== null);
  return { archivedTo: known.length < reached.length ? null : Math.min(...known) - SKEW_MS, ends };
}
