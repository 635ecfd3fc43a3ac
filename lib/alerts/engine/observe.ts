import type { Observation } from "../machine.ts";
import type { Trigger } from "../trigger.ts";
import type { StepFigures } from "./course.ts";

/** Against flapping: what fires ends only below this share of its threshold. */
export const STAYS_ABOVE = 0.9;

export type CountedTrigger = Extract<Trigger, { type: "error_rate_above" | "down" | "latency_above" }>;

/** What a window's counts say about a trigger that counts. Values are percent: of failures, or of slow requests. */
export function observeCounts(trigger: CountedTrigger, window: StepFigures, firing: boolean): Observation {
  const share = firing ? STAYS_ABOVE : 1;
  if (window.requests === 0) return { kind: "no_data" };
  if (trigger.type === "down") {
    const judged = window.requests - window.uncounted;
    const value = judged === 0 ? 0 : (100 * window.counted) / judged;
    return enough(judged, trigger.minimum_requests, value, judged > 0 && window.counted === judged);
  }
  if (trigger.type === "latency_above") {
    const value = (100 * window.slow) / window.requests;
    // p95 is above a duration when more than 5 % of the requests take as long.
    const limit = (100 - trigger.percentile) * share;
    return enough(window.requests, trigger.minimum_requests, value, value > limit);
  }
  const value = (100 * window.counted) / window.requests;
  return enough(window.requests, trigger.minimum_requests, value, value > trigger.percent * share);
}

/** Where everybody is refused, refusals are the partner's: they count after all. */
export function withRefusals(window: StepFigures): StepFigures {
  const { refused } = window;
  return { ...window, counted: window.counted + refused, uncounted: window.uncounted - refused, refused: 0 };
}

/** Whether refusals are frequent enough to ask how many users they met (rules in lib/events/verdict.ts). */
export function mayRefuseEverybody(window: StepFigures): boolean {
  return window.refused >= 20 && window.refused * 2 >= window.requests;
}

function enough(requests: number, minimum: number, value: number, beyond: boolean): Observation {
  if (requests < minimum) return { kind: "too_few", beyond };
  return beyond ? { kind: "breach", value } : { kind: "clear", value };
}
