import type { HealthBucket } from "../../../events/query/types.ts";
import type { Trigger } from "../../trigger.ts";
import { type Point, SCALES } from "../../unusual.ts";

const MINUTE = 60_000;

export type Unusual = Extract<Trigger, { type: "unusual" }>;

/** How a measure is cut into steps, and over how many of them its means are taken. */
interface StepGrid {
  stepMs: number;
  scales: readonly number[];
}

/** Short windows are made of short steps; `leastMs`: none shorter than this is known. */
export function gridOf({ window_minutes }: Unusual, leastMs = 0): StepGrid {
  if (window_minutes === null) return { stepMs: 5 * MINUTE, scales: SCALES };
  const fitting = window_minutes < 1 ? MINUTE / 2 : window_minutes < 15 ? MINUTE : 5 * MINUTE;
  const stepMs = Math.max(leastMs, fitting);
  return { stepMs, scales: [Math.max(1, Math.round((window_minutes * MINUTE) / stepMs))] };
}

/** What one step shows; `value` null: nothing to measure. */
export interface Step {
  at: number;
  requests: number;
  value: number | null;
}

export function stepOf(trigger: Unusual, bucket: HealthBucket): Step {
  const { at, requests } = bucket;
  if (trigger.measure === "requests") return { at, requests, value: requests };
  if (trigger.measure === "latency") return { at, requests, value: bucket.p50 };
  const failures = trigger.faults.reduce((sum, fault) => sum + bucket.faults[fault], 0);
  return { at, requests, value: requests === 0 ? null : (100 * failures) / requests };
}

/** Equal steps from the first that is known; one without a value has the one before, and of requests none. */
export function pointsOf(
  measure: Unusual["measure"],
  steps: readonly Step[],
  { stepMs, to }: { stepMs: number; to: number },
): Point[] {
  const known = new Map(steps.map((step) => [step.at, step]));
  const points: Point[] = [];
  let value = 0;
  const first = steps.reduce((least, { at }) => Math.min(least, at), to);
  for (let at = first; at + stepMs <= to; at += stepMs) {
    value = known.get(at)?.value ?? (measure === "requests" ? 0 : value);
    points.push({ at, value });
  }
  return points;
}

/** Requests of the window that ends with a step: of that step where the trigger names no window. */
export function requestsUpTo(
  { window_minutes }: Unusual,
  { stepMs, scales }: StepGrid,
  steps: ReadonlyMap<number, Step>,
  at: number,
): number {
  const length = window_minutes === null ? 1 : (scales[0] ?? 1);
  let requests = 0;
  for (let ago = 0; ago < length; ago++) requests += steps.get(at - ago * stepMs)?.requests ?? 0;
  return requests;
}
