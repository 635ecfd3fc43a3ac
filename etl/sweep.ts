import { dayOf } from "#lib/day.ts";
import { ascending, type Day, daysBetween, rangeOf } from "./day.ts";
import { filesOfAll } from "./day-files.ts";
import { daysArchivedSince, MissingInput } from "./inputs.ts";
import type { Job } from "./job.ts";
import { latestRuns, markSwept, sweptAt } from "./job-runs.ts";
import { type JobDeps, type RunOptions, type RunResult, runJob } from "./run.ts";

/** What became of a job's day; `waiting` for a job that has to run first, or for the day's end. */
export interface Report {
  job: string;
  day: Day;
  result: RunResult | { state: "waiting"; reason: string };
}

/** Runs a job for a day; a missing input is an answer. */
async function reportOf(deps: JobDeps, job: Job, day: Day, options: RunOptions): Promise<Report> {
  try {
    return { job: job.name, day, result: await runJob(deps, job, day, options) };
  } catch (error) {
    if (!(error instanceof MissingInput)) throw error;
    return { job: job.name, day, result: { state: "waiting", reason: error.message } };
  }
}

/**
 * Days that may need the job: the archive or a dependency has news, or the last run failed. A window has news on every
 * day since its first, also on one in which nothing happened. Ascending.
 */
async function candidates(deps: JobDeps, job: Job): Promise<Day[]> {
  const since = await sweptAt(deps, job.name);
  const days = await daysArchivedSince(deps.archive, job.topics, since);
  for (const dependency of job.dependsOn)
    days.push(...(await latestRuns(deps, dependency, { succeeded: true })).keys());
  for (const run of (await latestRuns(deps, job.name)).values())
    if (run.state !== "succeeded") days.push(run.day);
  const [first] = ascending(days);
  if (first === undefined || job.windowDays === undefined) return ascending(days);
  return daysBetween(first, ascending([...days, dayOf(deps.clock.now())]).at(-1) ?? first);
}

/** A day of which the archive got nothing for a dependency is no candidate of it: it is made when somebody asks. */
async function* makeMissing(
  deps: JobDeps,
  job: Job,
  day: Day,
  { among, signal }: { among: readonly Job[]; signal: AbortSignal },
): AsyncGenerator<Report> {
  for (const dependency of among.filter(({ name }) => job.dependsOn.includes(name))) {
    if ((await latestRuns(deps, dependency.name, { days: { from: day, to: day } })).size > 0) continue;
    yield* makeMissing(deps, dependency, day, { among, signal });
    yield await reportOf(deps, dependency, day, { onlyChanged: true, signal });
  }
}

async function* sweepJob(
  deps: JobDeps,
  job: Job,
  { among, signal }: { among: readonly Job[]; signal: AbortSignal },
): AsyncGenerator<Report> {
  const now = deps.clock.now();
  const today = dayOf(now);
  let complete = true;
  const days = await candidates(deps, job);
  const dayFiles = await filesOfAll(deps.archive, job.topics, days, now);
  for (const day of days) {
    if (job.schedule === "daily" && day >= today) continue;
    if (signal.aborted) return;
    yield* makeMissing(deps, job, day, { among, signal });
    const report = await reportOf(deps, job, day, { onlyChanged: true, dayFiles, signal });
    // One that failed stays a candidate by its run.
    if (report.result.state === "busy" || report.result.state === "waiting") complete = false;
    yield report;
  }
  // What came for a daily job's today has to be seen again when the day is over.
  if (complete) await markSwept(deps, job.name, job.schedule === "daily" ? rangeOf(today).from : now);
}

/**
 * Runs these jobs, given in their order, for each day whose inputs changed since they ran last. What they need of a day is
 * made by the jobs `among` which they are.
 */
export async function* sweep(
  deps: JobDeps,
  jobs: readonly Job[],
  signal: AbortSignal = new AbortController().signal,
  among: readonly Job[] = jobs,
): AsyncGenerator<Report> {
  for (const job of jobs) yield* sweepJob(deps, job, { among, signal });
}

/** Runs these jobs for each day, one day after the other; daily ones only for days that are over. */
export async function* backfill(
  deps: JobDeps,
  jobs: readonly Job[],
  { days, ...given }: { days: readonly Day[] } & RunOptions,
): AsyncGenerator<Report> {
  const topics = jobs.flatMap((job) => job.topics);
  const options = { ...given, dayFiles: await filesOfAll(deps.archive, topics, days, deps.clock.now()) };
  for (const day of days)
    for (const job of jobs) {
      if (options.signal?.aborted) return;
      if (job.schedule === "daily" && day >= dayOf(deps.clock.now())) {
        const reason = `${job.name} is made of whole days, and ${day} is not over.`;
        yield { job: job.name, day, result: { state: "waiting", reason } };
      } else yield await reportOf(deps, job, day, options);
    }
}
