const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits before the second attempt, the third, …: Standard Webhooks' example, published in docs/webhooks.md. */
const RETRY_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** Share of a wait by which it is prolonged at most, so that what failed together does not come again together. */
const JITTER = 0.1;
/** A receiver may ask for more patience than the schedule has, but not for more than this; milliseconds. */
export const LONGEST_WAIT = 24 * HOUR;

/**
 * How long to wait after so many attempts have failed, milliseconds; null: no further attempt. `random` is of [0, 1).
 */
export function waitAfter(attempts: number, retryAfterMs: number | null, random: number): number | null {
  const wait = RETRY_MS[attempts - 1];
  if (wait === undefined) return null;
  const jittered = wait * (1 + JITTER * random);
  return Math.round(Math.min(Math.max(jittered, retryAfterMs ?? 0), Math.max(wait, LONGEST_WAIT)));
}
