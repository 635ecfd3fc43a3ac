import { dayOf } from "#lib/day.ts";
import { DAY_MS, rangeOf } from "./day.ts";

/** When daily jobs are swept, UTC: after the day's last hour was archived and loaded. */
export const DAILY_SWEEP = { hour: 1, minute: 30 };

const AFTER_MIDNIGHT_MS = (DAILY_SWEEP.hour * 60 + DAILY_SWEEP.minute) * 60_000;

/** The first sweep of daily jobs after an instant, milliseconds since 1970. */
export function nextDailySweep(at: number): number {
  const sweep = rangeOf(dayOf(at)).from + AFTER_MIDNIGHT_MS;
  return sweep > at ? sweep : sweep + DAY_MS;
}
