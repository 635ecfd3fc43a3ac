import { lookedAt, ofChannel } from "../engine/conditions.ts";
import { observeUnusual } from "../engine/sensors/unusual.ts";
import { gridOf, pointsOf, requestsUpTo, stepOf } from "../engine/sensors/unusual-steps.ts";
import type { Trigger } from "../trigger.ts";
import { UsualCourse } from "../unusual.ts";
import { endsWithin, type Past, type PastQuestion } from "./past.ts";

const MINUTE = 60_000;
const LEARNED_FROM = 14 * 24 * 60 * MINUTE;

/** Deviations from what was usual, each by what came before it; a step is a minute at least. */
export async function unusualPast({
  reader,
  scope,
  channel,
  trigger,
  from,
  to,
}: PastQuestion<Extract<Trigger, { type: "unusual" }>>): Promise<Past> {
  const grid = gridOf(trigger, MINUTE);
  const { stepMs, scales } = grid;
  const begin = from - LEARNED_FROM - Math.max(...scales) * stepMs;
  const query = { scope, from: begin, to, where: [ofChannel(channel), ...lookedAt(trigger)] };
  const percentiles = trigger.measure === "latency";
  const { buckets } = await reader.health(query, { bucketMs: stepMs, percentiles, bucketPeople: "none" });
  const steps = new Map(buckets.map((bucket) => [bucket.at, stepOf(trigger, bucket)]));
  const course = new UsualCourse(pointsOf(trigger.measure, [...steps.values()], { stepMs, to }), scales);
  const usual = remembering((at) => course.deviationAt(at));
  const observe = (end: number, firing: boolean) => {
    const at = end - stepMs;
    return observeUnusual(trigger, usual, { at, requests: requestsUpTo(trigger, grid, steps, at) }, firing);
  };
  return {
    stepMs,
    ends: endsWithin(from, to, stepMs),
    observe,
    valueAt(at) {
      const seen = observe(at, false);
      return "value" in seen ? seen.value : null;
    },
  };
}

/** Firings and the chart ask for the same steps. */
function remembering(deviationAt: UsualCourse["deviationAt"]): Pick<UsualCourse, "deviationAt"> {
  const known = new Map<number, number | null>();
  return {
    deviationAt(at) {
      const before = known.get(at);
      if (before !== undefined) return before;
      const deviation = deviationAt(at);
      known.set(at, deviation);
      return deviation;
    },
  };
}
