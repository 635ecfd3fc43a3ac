import { findJobs } from "../find-jobs.ts";
import type { VerifyDeps } from "./deps.ts";
import { dueDays } from "./due-days.ts";
import { runVerification, type Verification } from "./run-verification.ts";
import { beginRound } from "./verify-day.ts";

/** Days of a round: how far the archive is was asked when it began. */
const DAYS_OF_ROUND = 7;

/** Verifies the days for which it is time, newest first. Throws when a store does not even say how far it is. */
export async function* verifyDue(deps: VerifyDeps, signal: AbortSignal): AsyncGenerator<Verification> {
  const { retentionMs, clock } = deps;
  const due = await dueDays(deps, await findJobs(), { now: clock.now(), retentionMs });
  for (let start = 0; start < due.length; start += DAYS_OF_ROUND) {
    const days = due.slice(start, start + DAYS_OF_ROUND);
    const oldest = days.at(-1);
    if (oldest === undefined || signal.aborted) return;
    const round = await beginRound(deps, oldest.day);
    for (const day of days) {
      if (signal.aborted) return;
      yield await runVerification(deps, round, day);
    }
  }
}
