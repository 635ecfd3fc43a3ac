import { MANY_USERS } from "../../events/verdict.ts";
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
    // Where nothing can be judged nothing succeeded either: what is down stays so.
    return enough(judged, trigger.minimum_requests, value, window.counted === judged);
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

/** A window as it is judged; `everybody`: its refusals count, as they met everybody. */
export interface JudgedWindow {
  window: StepFigures;
  everybody: boolean;
}

/**
 * Refused users may lack a valid token; where everybody is refused, the partner's own sign-in is broken and refusals
 * count after all. How many users were refused is asked only where it matters. `goesOn`: everybody was refused since the
 * breach began; at night nobody is left to be many, so half of the requests are enough.
 */
export async function judgeRefusals(
  trigger: CountedTrigger,
  window: StepFigures,
  usersRefused: () => Promise<number> | number,
  goesOn = false,
): Promise<JudgedWindow> {
  const counts = goesOn
    ? refusesHalf(trigger, window)
    : mayRefuseEverybody(trigger, window) && (await usersRefused()) >= MANY_USERS;
  if (!counts) return { window, everybody: false };
  const { refused } = window;
  const counted = window.counted + refused;
  return {
    window: { ...window, counted, uncounted: window.uncounted - refused, refused: 0 },
    everybody: true,
  };
}

/** Whether refusals are frequent enough to ask how many users they met (rules in lib/events/verdict.ts). */
export function mayRefuseEverybody(trigger: CountedTrigger, window: StepFigures): boolean {
  return window.refused >= MANY_USERS && refusesHalf(trigger, window);
}

function refusesHalf({ faults }: CountedTrigger, { requests, refused }: StepFigures): boolean {
  const wouldCount = faults.includes("partner") && !faults.includes("user");
  return wouldCount && refused > 0 && refused * 2 >= requests;
}

/** The trigger as it judges a window in which everybody is refused. */
export function countingRefusals<T extends CountedTrigger>(trigger: T): T {
  return { ...trigger, faults: [...trigger.faults, "user"] };
}

function enough(requests: number, minimum: number, value: number, beyond: boolean): Observation {
  if (requests < minimum) return { kind: "too_few", beyond };
  return beyond ? { kind: "breach", value } : { kind: "clear", value };
}
