import { setTimeout as pause } from "node:timers/promises";
import type { Day } from "../day.ts";
import type { VerifyDeps } from "./deps.ts";
import { runVerification } from "./run-verification.ts";
import { beginRound } from "./verify-day.ts";

const BUSY_MS = 2_000;

/** A day that was compared, whatever came of it; `problem`: why it could not be. */
export interface Verified {
  day: Day;
  problem: string | null;
}

/** Verifies days (ascending) whether it is time or not, and waits for whoever is at it. */
export async function* verifyDays(
  deps: VerifyDeps,
  days: readonly Day[],
  signal: AbortSignal,
): AsyncGenerator<Verified> {
  const [first] = days;
  if (first === undefined) return;
  const round = await beginRound(deps, first);
  for (const day of days) {
    let ended = await runVerification(deps, round, { day, inputs: "asked for" });
    while (ended.state === "busy" && !signal.aborted) {
      await pause(BUSY_MS, undefined, { signal }).catch(() => undefined);
      ended = await runVerification(deps, round, { day, inputs: "asked for" });
    }
    if (ended.state === "busy") return;
    yield { day, problem: ended.state === "failed" ? ended.error : null };
  }
}
