import type { Rejection } from "./rejection.ts";

const MAX_AHEAD_MS = 5 * 60_000;

/** Whether all of a part of the index, which ends before `to`, lies beyond retention, so that it can be dropped. */
export function isExpired({ to }: { to: number }, now: number, retentionMs: number): boolean {
  return to <= now - retentionMs;
}

/**
 * When a record came. On a topic of somebody else's, producers stamp the records: a stamp that cannot be is none, and
 * the record came as it was read, at `now`.
 */
function arrivalOf(appendedAt: number, now: number, retentionMs: number): number {
  return appendedAt < now && appendedAt >= now - retentionMs ? appendedAt : now;
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
  if (Number.isNaN(timestamp)) return { reason: "invalid_field", detail: "timestamp: is no instant" };
  if (timestamp < now - retentionMs) {
    return { reason: "too_old", detail: "timestamp: lies before what the index keeps" };
  }
  if (timestamp > arrivalOf(arrivedAt, now, retentionMs) + MAX_AHEAD_MS) {
    return { reason: "too_far_ahead", detail: "timestamp: lies more than 5 minutes ahead" };
  }
  return null;
}
