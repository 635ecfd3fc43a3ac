import { formatCount } from "../format/number.ts";
import { type Disagreement, NOTHING, type NotCompared, type StepResult, type Sums } from "./types.ts";

/** A commit of the archive, as far as it says what became of the stream's records. */
export interface Coverage {
  partition: number;
  /** Offsets, from the first up to, not including, the second. */
  start: number;
  end: number;
  /** Records in its files and in its quarantine. */
  records: number;
  /** When it was made, milliseconds since 1970. */
  at: number;
}

interface PartitionEnds {
  partition: number;
  /** The oldest offset that the stream keeps, and the one that it will give next. */
  oldest: number;
  end: number;
}

interface Given {
  topic: string;
  /** Of one stream: the day's commits with the one before of each partition, in order within a partition. */
  commits: readonly (Coverage & { ofDay: boolean })[];
  /** The last offset that was archived of each partition, and one; absent: nothing was. */
  archived: ReadonlyMap<number, number>;
  partitions: readonly PartitionEnds[];
  /** Records that the stream has of a commit whose offsets have gaps; null: it was not asked. */
  counted: (commit: Coverage) => number | null;
  completeTo: number | null;
}

const STORE = "archive";

const missing = (topic: string, source: number, here: number, words: string): Disagreement => {
  const sums = (rows: number): Sums => ({ rows, checksum: 0 });
  return {
    store: STORE,
    subject: topic,
    channel: null,
    hour: null,
    source: sums(source),
    here: sums(here),
    words,
  };
};

function gapBefore(topic: string, commit: Coverage, end: number): Disagreement | null {
  if (commit.start === end) return null;
  const range = `${formatCount(Math.min(end, commit.start))} to ${formatCount(Math.max(end, commit.start))}`;
  const what =
    commit.start > end
      ? `Commits of ${topic} say nothing of the records ${range} of partition ${commit.partition}`
      : `Two commits of ${topic} hold the records ${range} of partition ${commit.partition}`;
  return missing(topic, Math.abs(commit.start - end), 0, `${what}.`);
}

function lostBefore(
  topic: string,
  { partition, oldest }: PartitionEnds,
  archived: number,
): Disagreement | null {
  // An archive that began after the stream did has nothing of what went before.
  if (archived === 0 || oldest <= archived) return null;
  const words = `The stream dropped the records ${formatCount(archived)} to ${formatCount(oldest)} of partition ${partition} of ${topic} before they were archived.`;
  return missing(topic, oldest - archived, 0, words);
}

/**
 * Whether each record that the stream took is in the archive once: commits follow each other without a gap, and hold
 * a row, or a quarantined record, for each of their offsets.
 */
export function compareCommits({
  topic,
  commits,
  archived,
  partitions,
  counted,
  completeTo,
}: Given): StepResult {
  const ends = new Map<number, number>();
  const disagreements: (Disagreement | null)[] = [];
  const notCompared: NotCompared[] = [];
  let [source, here] = [NOTHING, NOTHING];
  for (const commit of commits) {
    const end = ends.get(commit.partition);
    ends.set(commit.partition, commit.end);
    if (!commit.ofDay) continue;
    if (end !== undefined) disagreements.push(gapBefore(topic, commit, end));
    const span = commit.end - commit.start;
    // Offsets may have gaps: only the stream knows whether these do.
    const expected = span === commit.records ? span : counted(commit);
    if (expected === null) {
      const offsets = `${formatCount(commit.start)} to ${formatCount(commit.end)} of partition ${commit.partition}`;
      const reason = `offsets ${offsets} have gaps, and its records are too old or too many to be counted again`;
      notCompared.push({ reason, hours: [] });
      continue;
    }
    source = { ...source, rows: source.rows + expected };
    here = { ...here, rows: here.rows + commit.records };
    if (expected === commit.records) continue;
    const words = `The archive has ${formatCount(commit.records)} of the ${formatCount(expected)} records ${formatCount(commit.start)} to ${formatCount(commit.end)} of partition ${commit.partition} of ${topic}.`;
    disagreements.push(missing(topic, expected, commit.records, words));
  }
  for (const partition of partitions)
    disagreements.push(lostBefore(topic, partition, archived.get(partition.partition) ?? 0));
  const found = disagreements.filter((one) => one !== null);
  const compared = commits.some(({ ofDay }) => ofDay) && source.rows > 0;
  return {
    step: "stream_archive",
    subject: topic,
    state: found.length > 0 ? "unequal" : compared ? "equal" : "not_compared",
    source,
    here,
    completeTo,
    disagreements: found,
    notCompared:
      compared || notCompared.length > 0
        ? notCompared
        : [{ reason: "the archive got nothing from this stream on this day", hours: [] }],
  };
}
