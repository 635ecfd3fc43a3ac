import type { ArchivedFile } from "#lib/archive/commit.ts";
import type { ArchivedSet } from "#lib/archive/topics.ts";
import { formatPlural } from "#lib/format/number.ts";
import { ArchiveUnavailable } from "#lib/stores/archive/port.ts";
import { WarehouseUnavailable } from "#lib/stores/warehouse/port.ts";
import { qualified } from "#lib/stores/warehouse/table.ts";
import type { Day } from "../day.ts";
import { currentFiles } from "../day-files.ts";
import { readFingerprint } from "../fingerprint.ts";
import { inputsOf, MissingInput } from "../inputs.ts";
import type { Job } from "../job.ts";
import { setFingerprint, standingRun } from "../job-runs.ts";
import type { VerifyDeps } from "./deps.ts";
import { makeAnew } from "./make-anew.ts";
import type { ChangedRows } from "./row-difference.ts";

/** What became of a day's rows since its job made them. */
export type RowsVerdict =
  | { state: "as made" }
  | { state: "changed"; words: string; channel: string | null }
  /** `reason`: part of a sentence. */
  | { state: "not compared"; reason: string };

type Anew = ChangedRows | { unknown: string };

/** The day as its job makes it of what it reads now, if that is what it read then. */
async function anew(deps: VerifyDeps, job: Job, day: Day, inputs: string): Promise<Anew> {
  const dayFiles = currentFiles(deps.archive, deps.clock.now());
  const files = new Map<ArchivedSet, readonly ArchivedFile[]>();
  for (const topic of job.topics) files.set(topic, await dayFiles.of(topic, day));
  const changed = { unknown: `what ${job.name} reads has changed since it ran` };
  try {
    if ((await inputsOf(deps.database, job, day, files)) !== inputs) return changed;
    return (await makeAnew(deps, job, { day, files })) ?? { unknown: `${job.name} makes nothing of the day` };
  } catch (error) {
    if (error instanceof WarehouseUnavailable || error instanceof ArchiveUnavailable) throw error;
    if (error instanceof MissingInput) return changed;
    return { unknown: `it cannot be made anew: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/**
 * Whether a day's rows are as its job made them. The job wrote their fingerprint in the transaction that made them, so
 * a day whose fingerprint still holds needs no making anew; rows are compared only where it does not.
 */
export async function verifyRows(deps: VerifyDeps, job: Job, day: Day): Promise<RowsVerdict> {
  const { table } = job;
  const run = await standingRun(deps, job.name, day);
  if (run === null) return { state: "not compared", reason: `${job.name} has not run for this day` };
  const present = await deps.warehouse.transaction((given) => readFingerprint(given, table, day));
  if (run.fingerprint === present) return { state: "as made" };
  const found = run.state === "running" ? null : await anew(deps, job, day, run.inputs);
  // A run replaces the day before it says that it did.
  if (found === null || (await standingRun(deps, job.name, day))?.id !== run.id)
    return { state: "not compared", reason: `${job.name} runs for this day just now` };
  const of = `${qualified(table)} of ${day}`;
  if ("unknown" in found) {
    if (run.fingerprint === null) return { state: "not compared", reason: found.unknown };
    const words = `${of} is not as ${job.name} left it; which rows were changed is not known: ${found.unknown}`;
    return { state: "changed", words, channel: null };
  }
  if (found.count === 0) {
    await setFingerprint(deps, run.id, present);
    return { state: "as made" };
  }
  const [rows, are] = [formatPlural(found.count, "row"), found.count === 1 ? "is" : "are"];
  const words = `${rows} of ${of} ${are} not what ${job.name} makes of what it reads, ${found.count === 1 ? "that" : "first that"} of ${found.example}`;
  return { state: "changed", words, channel: found.channel };
}
