import { lookedAt, ofChannel } from "../engine/conditions.ts";
import { windowMsOf } from "../engine/course.ts";
import type { Trigger } from "../trigger.ts";
import { endsWithin, type Past, type PastQuestion } from "./past.ts";

const MINUTE = 60_000;

/** Latency from percentiles of whole windows, one after the other: those add up to no sliding ones. */
export async function latencyPast({
  reader,
  scope,
  channel,
  trigger,
  from,
  to,
}: PastQuestion<Extract<Trigger, { type: "latency_above" }>>): Promise<Past> {
  const stepMs = Math.max(MINUTE, Math.round(windowMsOf(trigger) / MINUTE) * MINUTE);
  const query = { scope, from, to, where: [ofChannel(channel), ...lookedAt(trigger)] };
  const { buckets } = await reader.health(query, {
    bucketMs: stepMs,
    percentiles: true,
    bucketPeople: "none",
  });
  const windows = new Map(buckets.map((bucket) => [bucket.at + stepMs, bucket]));
  const valueAt = (at: number) => {
    const window = windows.get(at);
    if (window === undefined) return null;
    // Figures have three percentiles: the nearest that is not below the one asked for.
    if (trigger.percentile <= 50) return window.p50;
    return trigger.percentile <= 95 ? window.p95 : window.p99;
  };
  const observeWith =
    (milliseconds: number): Past["observe"] =>
    (at) => {
      const requests = windows.get(at)?.requests ?? 0;
      const value = valueAt(at);
      if (requests === 0 || value === null) return { kind: "no_data" };
      // The evaluator's margin is of the share of slow requests: what fires as p95 ends as p95.5, for which p95 is nearest.
      const beyond = value > milliseconds;
      if (requests < trigger.minimum_requests) return { kind: "too_few", beyond };
      return beyond ? { kind: "breach", value } : { kind: "clear", value };
    };
  return {
    stepMs,
    ends: endsWithin(from, to, stepMs),
    valueAt,
    observe: observeWith(trigger.milliseconds),
    observeWith,
  };
}
