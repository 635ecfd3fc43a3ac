import { lookedAt, ofChannel } from "../engine/conditions.ts";
import { observeUnusual, pointsOf, stepOf } from "../engine/sensors/unusual.ts";
import type { Trigger } from "../trigger.ts";
import { UsualCourse } from "../unusual.ts";
import { endsWithin, type Past, type PastQuestion } from "./past.ts";

const STEP = 5 * 60_000;
const LEARNED_FROM = 14 * 24 * 60 * 60_000;

/** Deviations from what was usual, each by what came before it. */
export async function unusualPast({
  reader,
  scope,
  channel,
  trigger,
  from,
  to,
}: PastQuestion<Extract<Trigger, { type: "unusual" }>>): Promise<Past> {
  const query = { scope, from: from - LEARNED_FROM, to, where: [ofChannel(channel), ...lookedAt(trigger)] };
  const percentiles = trigger.measure === "latency";
  const { buckets } = await reader.health(query, { bucketMs: STEP, percentiles, bucketPeople: false });
  const steps = new Map(buckets.map((bucket) => [bucket.at, stepOf(trigger, bucket)]));
  const usual = new UsualCourse(pointsOf(trigger.measure, [...steps.values()], to));
  const observe = (at: number, firing: boolean) =>
    observeUnusual(trigger, usual, { at: at - STEP, requests: steps.get(at - STEP)?.requests ?? 0 }, firing);
  return {
    stepMs: STEP,
    ends: endsWithin(from, to, STEP),
    observe,
    valueAt(at) {
      const seen = observe(at, false);
      return "value" in seen ? seen.value : null;
    },
  };
}
