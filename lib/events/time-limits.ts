import type { Rejection } from "./rejection.ts";

const MAX_AHEAD_MS = 5 * 60_000;

/** Whether all of a part of the index, which ends before `to`, lies beyond retention, so that it can be dropped. */
export function isExpired({ to }: { to: number }, now: number, retentionMs: number): boolean {
  return to <= now - retentionMs;
}

/**
 * Why an event's time keeps it out of the index; null when it does not. Skewed clocks must not create hours.
 * How far ahead it is counts from its arrival, so that one who reads late decides as one who did not.
 */
export function timeProblem(
  timestamp: number,
  now: number,
  retentionMs: number,
  arrivedAt = now,
): Rejection | null {
  // On a topic of somebody else's, producers stamp the records: a stamp that cannot be is none.
  const arrival = arrivedAt < now && arrivedAt >= now - retentionMs ? arrivedAt : now;
  if (Number.isNaN(timestamp)) return { reason: "invalid_field", detail: "timestamp: is no instant" };
  if (timestamp < now - retentionMs) {
    return { reason: "too_old", detail: "timestamp: lies before what the index keeps" };
  }
  if (timestamp > arrival + MAX_AHEAD_MS) {
    return { reason: "too_far_ahead", detail: "timestamp: lies more than 5 minutes ahead" };
  }
  return null;
}
