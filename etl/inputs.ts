import { createHash } from "node:crypto";
import { commitsOf } from "#lib/archive/commit.ts";
import { type ArchivedSet, IMPORTED_HOURS } from "#lib/archive/topics.ts";
import type { Database } from "#lib/database/client.ts";
import { dayOf } from "#lib/day.ts";
import type { Archive } from "#lib/stores/archive/port.ts";
import { ascending, type Day, daysBefore } from "./day.ts";
import type { Job, JobContext } from "./job.ts";
import { latestRuns } from "./job-runs.ts";
import { sumsOf } from "./manifest.ts";

/** A job cannot run for this day before others did. */
export class MissingInput extends Error {
  override readonly name = "MissingInput";
}

/** How many runs, and a digest of which: another of any day in the window reads otherwise. */
function inShort(runs: Iterable<{ id: string }>): string {
  const ids = [...runs].map(({ id }) => id);
  return `${ids.length} runs, ${createHash("sha256").update(ids.join()).digest("hex").slice(0, 16)}`;
}

/**
 * What a job's day is made from, in words: equal ones need no second run. Compaction changes files, not what is in them.
 * Throws `MissingInput`.
 */
export async function inputsOf(
  database: Database,
  job: Job,
  day: Day,
  files: JobContext["files"],
): Promise<string> {
  const parts = [`version ${job.version}`];
  for (const [topic, own] of files) {
    const { rows, checksum } = sumsOf(own);
    if (topic !== IMPORTED_HOURS) parts.push(`${topic}: ${rows} rows, checksum ${checksum}`);
    else if (rows > 0) parts.push(`imported counts: ${rows} rows, checksum ${checksum}`);
  }
  for (const dependency of job.dependsOn) {
    const { windowDays = 1 } = job;
    const days = { from: daysBefore(day, windowDays - 1), to: day };
    const runs = await latestRuns({ database }, dependency, { days, succeeded: true });
    const run = runs.get(day);
    if (run === undefined)
      throw new MissingInput(`${job.name} for ${day} needs ${dependency} of that day: run it first.`);
    parts.push(
      windowDays === 1 ? `${dependency}: run ${run.id}` : `${dependency}: ${inShort(runs.values())}`,
    );
  }
  return parts.join("; ");
}

/** Days of which the archive got events since an instant, ascending. */
export async function daysArchivedSince(
  archive: Archive,
  topics: readonly ArchivedSet[],
  since: number,
): Promise<Day[]> {
  const days: Day[] = [];
  for (const topic of topics)
    for await (const { files } of commitsOf(archive, topic, since))
      for (const { hour } of files) days.push(dayOf(Date.parse(hour)));
  return ascending(days);
}
