import { formatTime, type TimeForm, type Zone, zoneOffset } from "#lib/format/time.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const TIME_STEPS = [
  ...[1, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 28].map((count) => count * DAY),
];

function stepsUpTo(max: number, step: number): number[] {
  const count = Math.max(1, Math.ceil(max / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** Round steps from 0 to at least `max`, about `target` of them, whole numbers only. */
export function countTicks(max: number, target = 4): number[] {
  const rough = Math.max(max, 1) / target;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * magnitude >= rough - 1e-9) ?? 10;
  return stepsUpTo(max, Math.max(1, Math.round(factor * magnitude)));
}

const DURATION_STEPS = [
  ...[1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
];

/** Round durations (milliseconds) from 0 to at least `max`. */
export function durationTicks(max: number, target = 4): number[] {
  const step = DURATION_STEPS.find((candidate) => max / candidate <= target);
  return stepsUpTo(max, step ?? Math.ceil(max / target / HOUR) * HOUR);
}

const SHARE_STEPS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25];
/** So that next to nothing looks like it. */
const LOWEST_SHARE = 0.02;

/** Round shares of 1 from 0 to at least `max`, never beyond 1. */
export function shareTicks(max: number, target = 4): number[] {
  const top = Math.max(max, LOWEST_SHARE);
  const step = SHARE_STEPS.find((candidate) => top / candidate <= target) ?? 0.25;
  return stepsUpTo(top, step).filter((tick) => tick <= 1);
}

export interface TimeTicks {
  /** Starts of the buckets that carry a label. */
  at: number[];
  step: number;
}

/**
 * Those of the equidistant bucket starts in which a round time of the zone falls; at most `limit` of them, at round
 * distances.
 */
export function timeTicks(starts: readonly number[], bucketMs: number, limit: number, zone: Zone): TimeTicks {
  if (bucketMs > DAY) {
    // Weeks begin where the data has them begin: no other day would have a point above its label.
    const every = Math.max(1, Math.ceil(starts.length / limit));
    return { at: starts.filter((_, place) => place % every === 0), step: DAY };
  }
  const span = starts.length * bucketMs;
  const step =
    TIME_STEPS.find((candidate) => candidate >= bucketMs && span / candidate <= limit) ??
    Math.ceil(span / limit / DAY) * DAY;
  const at = starts.filter((start) => {
    const local = start + zoneOffset(start, zone) * MINUTE;
    return Math.ceil(local / step) * step < local + bucketMs;
  });
  return { at, step };
}

/** The round time that falls into the bucket beginning at `start`: `14:30`; where a day begins, the day. */
export function timeTickLabel(start: number, step: number, zone: Zone): string {
  const offset = zoneOffset(start, zone) * MINUTE;
  const at = Math.ceil((start + offset) / step) * step - offset;
  const minute = formatTime(at, zone, "minute");
  const form: TimeForm = step >= DAY || minute === "00:00" ? "day" : step < MINUTE ? "second" : "minute";
  return formatTime(at, zone, form);
}
