import { commitsOf } from "#lib/archive/commit.ts";
import type { ArchivedTopic } from "#lib/archive/topics.ts";
import type { Archive } from "#lib/stores/archive/port.ts";

/** A line for each commit that does not follow the one before it, or has not one record for each of its offsets. */
export async function gapsBetweenCommits(
  archive: Archive,
  topic: ArchivedTopic,
): Promise<{ commits: number; problems: string[] }> {
  const ends = new Map<string, number>();
  const problems: string[] = [];
  let commits = 0;
  for await (const { incarnation, partition, start, end, files, quarantined } of commitsOf(archive, topic)) {
    const source = `${topic} ${incarnation}/${partition}`;
    const before = ends.get(source) ?? start;
    if (start !== before) problems.push(`a commit of ${source} begins with ${start}, not ${before}`);
    const records = [...files, ...quarantined].reduce((sum, { rows }) => sum + rows, 0);
    if (records !== end - start)
      problems.push(`a commit of ${source} has ${records} records for the offsets ${start} to ${end}`);
    ends.set(source, end);
    commits += 1;
  }
  return { commits, problems };
}
