import { setTimeout as pause } from "node:timers/promises";
import type { ArchivedFile } from "#lib/archive/commit.ts";
import type { ArchivedSet } from "#lib/archive/topics.ts";
import type { Clock } from "#lib/clock.ts";
import type { Database } from "#lib/database/client.ts";
import type { Log } from "#lib/log.ts";
import { SnapshotSourceUnavailable } from "#lib/snapshot/source.ts";
import type { SnapshotDeps } from "#lib/snapshot/take.ts";
import { type Archive, ArchiveUnavailable } from "#lib/stores/archive/port.ts";
import { type Warehouse, WarehouseUnavailable } from "#lib/stores/warehouse/port.ts";
import { ChecksFailed } from "./checks.ts";
import type { Day } from "./day.ts";
import { currentFiles, type DayFiles } from "./day-files.ts";
import { inputsOf } from "./inputs.ts";
import type { Job, JobContext, JobOutcome } from "./job.ts";
import {
  beginRun,
  type FinishedRun,
  finishRun,
  type LogLine,
  latestRuns,
  RENEW_MS,
  ranSince,
  renewRun,
  setInputs,
} from "./job-runs.ts";

/** Pauses before further attempts after a passing failure, milliseconds. */
const PAUSES = [1_000, 5_000, 25_000];

export interface JobDeps {
  database: Database;
  archive: Archive;
  warehouse: Warehouse;
  clock: Clock;
  log: Log;
  /** A folder on this machine. */
  spool: string;
  /** Where the daily snapshot is taken; without it none is. */
  snapshot?: SnapshotDeps;
  /** Pauses between attempts; the usual ones unless given. */
  pauses?: readonly number[];
}

/** `current`: the day was made from the same inputs before. `busy`: somebody else runs the job. */
export type RunResult = { state: "current" } | { state: "busy" } | (FinishedRun & { id: string });

const PASSING = [WarehouseUnavailable, ArchiveUnavailable, SnapshotSourceUnavailable];
const passes = (error: unknown) => PASSING.some((kind) => error instanceof kind);

interface Inputs {
  files: JobContext["files"];
  words: string;
}

interface Attempts {
  count: number;
  lines: LogLine[];
}

/** Tries until it succeeds, fails for good, or was tried often enough. */
async function attempt(
  deps: JobDeps,
  job: Job,
  day: Day,
  { attempts, signal, files }: { attempts: Attempts; signal: AbortSignal; files: JobContext["files"] },
): Promise<JobOutcome> {
  const { archive, warehouse, spool, clock, snapshot = null, pauses = PAUSES } = deps;
  const note = (line: string) => {
    attempts.lines.push({ at: new Date(clock.now()).toISOString(), line });
  };
  for (;;) {
    attempts.count += 1;
    try {
      await warehouse.prepare([job.table]);
      return await job.run({ archive, warehouse, day, files, spool, clock, snapshot, note });
    } catch (error) {
      const wait = pauses[attempts.count - 1];
      if (!passes(error) || wait === undefined || signal.aborted) throw error;
      note(`${String(error)}; trying again`);
      await pause(wait, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Another process has taken the job over: what this one made must not replace what that one makes. */
class RunLost extends Error {
  override readonly name = "RunLost";
}

/** The warehouse of one run, which commits nothing once the run is another's: it may have stood still for a minute. */
function whileOurs(deps: JobDeps, id: string): Warehouse {
  const { warehouse } = deps;
  return {
    prepare: (tables) => warehouse.prepare(tables),
    query: (...asked) => warehouse.query(...asked),
    close: () => warehouse.close(),
    transaction: (work) =>
      warehouse.transaction(async (transaction) => {
        const result = await work(transaction);
        if (!(await renewRun(deps, id))) throw new RunLost("Another process has taken the job over.");
        return result;
      }),
  };
}

/** Renews the lease until it is told to stop. */
function keepLease(deps: JobDeps, id: string): () => void {
  const timer = setInterval(() => {
    renewRun(deps, id).catch((error: unknown) => deps.log.warn({ error: String(error), run: id }, "lease"));
  }, RENEW_MS);
  return () => clearInterval(timer);
}

async function finished(
  deps: JobDeps,
  job: Job,
  day: Day,
  { signal, inputs }: { signal: AbortSignal; inputs: () => Promise<Inputs> },
): Promise<FinishedRun> {
  const attempts: Attempts = { count: 0, lines: [] };
  try {
    const { files } = await inputs();
    const { fingerprint = null, ...outcome } = await attempt(deps, job, day, { attempts, signal, files });
    const { count, lines } = attempts;
    return { state: "succeeded", attempts: count, ...outcome, fingerprint, log: lines, error: null };
  } catch (error) {
    const checks = error instanceof ChecksFailed ? error.checks : [];
    const message = error instanceof Error ? error.message : String(error);
    return {
      state: "failed",
      attempts: attempts.count,
      rows: null,
      fingerprint: null,
      checks,
      log: attempts.lines,
      error: message,
    };
  }
}

export interface RunOptions {
  /** Leave the day alone when it was made from the same inputs. */
  onlyChanged?: boolean;
  /** Asked before; otherwise the archive is asked now. */
  dayFiles?: DayFiles;
  signal?: AbortSignal;
}

async function ask(deps: JobDeps, job: Job, day: Day, dayFiles: DayFiles): Promise<Inputs> {
  const files = new Map<ArchivedSet, readonly ArchivedFile[]>();
  for (const topic of job.topics) files.set(topic, await dayFiles.of(topic, day));
  return { files, words: await inputsOf(deps.database, job, day, files) };
}

/** Under the lease: what another run loaded since we asked must not be replaced by what was there before. */
async function askedLast(
  deps: JobDeps,
  job: Job,
  day: Day,
  { id, asked, since }: { id: string; asked: Inputs; since: number },
): Promise<Inputs> {
  if (!(await ranSince(deps, job.name, { id, day, since }))) return asked;
  const anew = await ask(deps, job, day, currentFiles(deps.archive, deps.clock.now()));
  await setInputs(deps, id, anew.words);
  return anew;
}

/**
 * Runs a job for one day and keeps what came of it in `job_runs`. A job runs once at a time; a killed one's lease ends.
 * Throws `MissingInput`.
 */
export async function runJob(
  deps: JobDeps,
  job: Job,
  day: Day,
  options: RunOptions = {},
): Promise<RunResult> {
  const { onlyChanged = false, signal = new AbortController().signal } = options;
  const dayFiles = options.dayFiles ?? currentFiles(deps.archive, deps.clock.now());
  const asked = await ask(deps, job, day, dayFiles);
  if (onlyChanged) {
    const last = (await latestRuns(deps, job.name, { days: { from: day, to: day } })).get(day);
    if (last?.state === "succeeded" && last.inputs === asked.words) return { state: "current" };
  }
  const id = await beginRun(deps, job.name, day, asked.words);
  if (id === null) return { state: "busy" };
  const stopKeeping = keepLease(deps, id);
  const inputs = () => askedLast(deps, job, day, { id, asked, since: dayFiles.at });
  const held = { ...deps, warehouse: whileOurs(deps, id) };
  const run = await finished(held, job, day, { signal, inputs }).finally(stopKeeping);
  const ours = await finishRun(deps, id, run);
  const { state, attempts, rows, error } = run;
  deps.log.info(
    { job: job.name, day, state, attempts, rows, error, ...(ours ? {} : { lost: true }) },
    "job ran",
  );
  return { ...run, id };
}
