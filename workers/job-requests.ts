import { setTimeout as pause } from "node:timers/promises";
import { daysBetween } from "#etl/day.ts";
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

const BUSY_MS = 2_000;

/** Why a day was not made; null: it is as it should be. */
function problemOf({ day, result }: Report): string | null {
  if (result.state === "waiting") return `${day}: ${result.reason}`;
  return result.state === "failed" ? `${day}: ${result.error}` : null;
}

/** Each day's end; one that a sweep makes at the moment is waited for. */
async function* eachDay(
  deps: JobDeps,
  job: Job,
  { days, onlyChanged, signal }: { days: string[]; onlyChanged: boolean; signal: AbortSignal },
): AsyncGenerator<Report> {
  for await (const first of backfill(deps, [job], { days, onlyChanged, signal })) {
    let report: Report | undefined = first;
    while (report?.result.state === "busy" && !signal.aborted) {
      await pause(BUSY_MS, undefined, { signal }).catch(() => undefined);
      const again = backfill(deps, [job], { days: [first.day], onlyChanged, signal });
      report = (await again.next()).value ?? undefined;
    }
    if (report !== undefined && report.result.state !== "busy") yield report;
  }
}

async function serve(
  deps: JobDeps,
  jobs: readonly Job[],
  request: ClaimedRequest,
  leaving: AbortSignal,
): Promise<void> {
  const { id, forced } = request;
  const job = jobs.find(({ name }) => name === request.job);
  if (job === undefined) {
    await reportProgress(deps, id, { error: `This version has no job ${request.job}.` });
    return finishRequest(deps, id, { failed: true, left: false });
  }
  const days = daysBetween(request.firstDay, request.lastDay).slice(request.daysDone);
  const cancel = new AbortController();
  const signal = AbortSignal.any([leaving, cancel.signal]);
  const heartbeat = setInterval(() => {
    reportProgress(deps, id).then(
      (goesOn) => (goesOn ? undefined : cancel.abort()),
      (error: unknown) => deps.log.warn({ error: String(error), request: id }, "lease"),
    );
  }, RENEW_MS);
  let { daysDone, daysFailed, error } = request;
  try {
    for await (const report of eachDay(deps, job, { days, onlyChanged: !forced, signal })) {
      const problem = problemOf(report);
      daysDone += 1;
      if (problem !== null) [daysFailed, error] = [daysFailed + 1, problem];
      if (!(await reportProgress(deps, id, { daysDone, daysFailed, error }))) break;
    }
  } finally {
    clearInterval(heartbeat);
  }
  const left = daysDone < request.daysDone + days.length;
  if (left && leaving.aborted) await releaseRequest(deps, id);
  else await finishRequest(deps, id, { failed: daysFailed > 0, left });
}

/** Does what people asked for, one request after the other, until there is none. */
export async function serveRequests(deps: JobDeps, jobs: readonly Job[], signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const request = await claimRequest(deps);
    if (request === null) return;
    deps.log.info({ job: request.job, from: request.firstDay, to: request.lastDay }, "asked for");
    await serve(deps, jobs, request, signal);
  }
}
