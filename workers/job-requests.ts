import { setTimeout as pause } from "node:timers/promises";
import { type Day, daysBetween } from "#etl/day.ts";
import type { Job } from "#etl/job.ts";
import type { JobDeps } from "#etl/run.ts";
import { backfill, type Report } from "#etl/sweep.ts";
import {
  type ClaimedRequest,
  claimRequest,
  finishRequest,
  RENEW_MS,
  releaseRequest,
  reportProgress,
} from "#lib/jobs/requests/claim.ts";
import { VERIFY_JOB } from "#lib/verification/types.ts";

const BUSY_MS = 2_000;

/** What people can ask for. */
export interface Servants {
  jobs: readonly Job[];
  /** Compares days of all stores. */
  verify(days: readonly Day[], signal: AbortSignal): AsyncGenerator<Ended>;
}

/** A day that is done. */
interface Ended {
  day: Day;
  /** Why it was not made; null: it is as it should be. */
  problem: string | null;
}

function endOf({ day, result }: Report): Ended {
  if (result.state === "waiting") return { day, problem: result.reason };
  return { day, problem: result.state === "failed" ? result.error : null };
}

/** Each day's end; one that a sweep makes at the moment is waited for. */
async function* eachDay(
  deps: JobDeps,
  job: Job,
  { days, onlyChanged, signal }: { days: string[]; onlyChanged: boolean; signal: AbortSignal },
): AsyncGenerator<Ended> {
  for await (const first of backfill(deps, [job], { days, onlyChanged, signal })) {
    let report: Report | undefined = first;
    while (report?.result.state === "busy" && !signal.aborted) {
      await pause(BUSY_MS, undefined, { signal }).catch(() => undefined);
      const again = backfill(deps, [job], { days: [first.day], onlyChanged, signal });
      report = (await again.next()).value ?? undefined;
    }
    if (report !== undefined && report.result.state !== "busy") yield endOf(report);
  }
}

/** The days of a request, one after the other; null: nobody here knows the job. */
function workOn(
  deps: JobDeps,
  { jobs, verify }: Servants,
  { job: name, forced }: ClaimedRequest,
): ((days: Day[], signal: AbortSignal) => AsyncGenerator<Ended>) | null {
  if (name === VERIFY_JOB) return verify;
  const job = jobs.find((one) => one.name === name);
  if (job === undefined) return null;
  return (days, signal) => eachDay(deps, job, { days, onlyChanged: !forced, signal });
}

async function serve(
  deps: JobDeps,
  servants: Servants,
  request: ClaimedRequest,
  leaving: AbortSignal,
): Promise<void> {
  const work = workOn(deps, servants, request);
  if (work === null) {
    await reportProgress(deps, request, { error: `This version has no job ${request.job}.` });
    return finishRequest(deps, request, { failed: true, left: false });
  }
  const days = daysBetween(request.firstDay, request.lastDay).slice(request.daysDone);
  const cancel = new AbortController();
  const signal = AbortSignal.any([leaving, cancel.signal]);
  const heartbeat = setInterval(() => {
    reportProgress(deps, request).then(
      (goesOn) => (goesOn ? undefined : cancel.abort()),
      (error: unknown) => deps.log.warn({ error: String(error), request: request.id }, "lease"),
    );
  }, RENEW_MS);
  let { daysDone, daysFailed, error } = request;
  try {
    for await (const { day, problem } of work(days, signal)) {
      daysDone += 1;
      if (problem !== null) [daysFailed, error] = [daysFailed + 1, `${day}: ${problem}`];
      if (!(await reportProgress(deps, request, { daysDone, daysFailed, error }))) break;
    }
  } finally {
    clearInterval(heartbeat);
  }
  const left = daysDone < request.daysDone + days.length;
  if (left && leaving.aborted) await releaseRequest(deps, request);
  else await finishRequest(deps, request, { failed: daysFailed > 0, left });
}

/** Does what people asked for, one request after the other, until there is none. */
export async function serveRequests(deps: JobDeps, servants: Servants, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const request = await claimRequest(deps);
    if (request === null) return;
    deps.log.info({ job: request.job, from: request.firstDay, to: request.lastDay }, "asked for");
    await serve(deps, servants, request, signal);
  }
}
