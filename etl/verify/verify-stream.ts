import type { Commit } from "#lib/archive/commit.ts";
import type { ArchivedTopic } from "#lib/archive/topics.ts";
import { type Coverage, compareCommits } from "#lib/verification/compare-commits.ts";
import type { StepResult } from "#lib/verification/types.ts";
import { type Day, rangeOf } from "../day.ts";
import type { ArchiveProgress } from "./archive-progress.ts";
import type { VerifyDeps } from "./deps.ts";
import { HOUR_MS } from "./hours.ts";

const coverageOf = ({ partition, start, end, at, files, quarantined }: Commit): Coverage => ({
  partition,
  start,
  end,
  at: Date.parse(at),
  records: [...files, ...quarantined].reduce((sum, { rows }) => sum + rows, 0),
});

interface Given {
  day: Day;
  /** Of the topic, since the day before; within a partition in order. */
  commits: readonly Commit[];
  progress: ArchiveProgress;
}

/** Whether `commit` has as many records as offsets. */
const isDense = ({ start, end, records }: Coverage) => end - start === records;

/** Records of commits are read again up to so many. */
const MOST_READ = 2_000_000;
/** How long before its commit a record may have come: its hour, and some. */
const LONGEST_HELD_MS = 2 * HOUR_MS;

/** How many records the stream has of commits whose offsets have gaps, as far as it can be asked. */
async function countOf(
  stream: VerifyDeps["stream"],
  topic: ArchivedTopic,
  sparse: readonly Coverage[],
  oldest: ReadonlyMap<number, number>,
): Promise<Map<Coverage, number>> {
  const kept = sparse.filter(
    ({ partition, start }) => start >= (oldest.get(partition) ?? Number.POSITIVE_INFINITY),
  );
  const counts = new Map(kept.map((commit) => [commit, 0]));
  if (kept.length === 0 || kept.reduce((sum, { records }) => sum + records, 0) > MOST_READ) return new Map();
  const made = kept.map(({ at }) => at);
  const range = { from: Math.min(...made) - LONGEST_HELD_MS, to: Math.max(...made) };
  for await (const records of stream.readRange(topic, range.from, range.to))
    for (const { partition, offset } of records)
      for (const commit of kept)
        if (commit.partition === partition && offset >= commit.start && offset < commit.end)
          counts.set(commit, (counts.get(commit) ?? 0) + 1);
  // Fewer than were archived: they came before what was read.
  for (const [commit, count] of counts) if (count < commit.records) counts.delete(commit);
  return counts;
}

/** Whether what the stream took is archived once: of the day in which commits were made. */
export async function verifyStream(
  { stream, clock }: Pick<VerifyDeps, "stream" | "clock">,
  topic: ArchivedTopic,
  { day, commits, progress }: Given,
): Promise<StepResult> {
  const { from, to } = rangeOf(day);
  const own = commits.filter(({ incarnation }) => incarnation === stream.incarnation);
  const covered = own.map((commit) => {
    const coverage = coverageOf(commit);
    return { ...coverage, ofDay: coverage.at >= from && coverage.at < to };
  });
  const state = (await stream.inspect()).find((one) => one.topic === topic);
  const partitions = state?.partitions ?? [];
  const oldest = new Map(partitions.map((one) => [one.partition, one.oldest]));
  const sparse = covered.filter((commit) => commit.ofDay && !isDense(commit));
  const counts = await countOf(stream, topic, sparse, oldest);
  const { archivedTo } = progress;
  return compareCommits({
    topic,
    commits: covered,
    archived: progress.ends,
    // What was dropped is a fact of now, told with today.
    partitions: to > clock.now() ? partitions : [],
    counted: (commit) => counts.get(commit) ?? null,
    completeTo: archivedTo === null ? null : Math.min(archivedTo, to),
  });
}
