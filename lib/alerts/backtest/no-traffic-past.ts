import { lookedAt, ofChannel } from "../engine/conditions.ts";
import { windowMsOf } from "../engine/course.ts";
import type { Trigger } from "../trigger.ts";
import { USUAL_LOOK_BACK, UsualTraffic } from "../usual-traffic.ts";
import { endsWithin, type Past, type PastQuestion } from "./past.ts";
import { slide } from "./slide.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Silence at a time that usually has traffic; a window is a minute at least. */
export async function noTrafficPast({
  reader,
  scope,
  channel,
  trigger,
  from,
  to,
}: PastQuestion<Extract<Trigger, { type: "no_traffic" }>>): Promise<Past> {
  const windowMs = Math.max(MINUTE, Math.round(windowMsOf(trigger) / MINUTE) * MINUTE);
  const where = [ofChannel(channel), ...lookedAt(trigger)];
  const [minutes, hours] = await Promise.all([
    reader.health({ scope, where, from: from - windowMs, to }, { bucketMs: MINUTE, percentiles: false }),
    reader.health(
      { scope, where, from: from - USUAL_LOOK_BACK - windowMs, to },
      { bucketMs: HOUR, percentiles: false },
    ),
  ]);
  const ends = endsWithin(from, to, MINUTE);
  const perMinute = new Map(minutes.buckets.map((bucket) => [bucket.at, bucket]));
  const windows = slide(perMinute, ends, windowMs, ["requests"]);
  const usual = new UsualTraffic(new Map(hours.buckets.map(({ at, requests }) => [at, requests])));
  const usualAt = (at: number) => usual.between(at - windowMs, at);
  const requestsAt = (at: number) => windows.get(at)?.requests ?? 0;
  return {
    stepMs: MINUTE,
    ends,
    valueAt: requestsAt,
    limitAt: usualAt,
    observe(at) {
      const requests = requestsAt(at);
      if (requests > 0) return { kind: "clear", value: requests };
      return usualAt(at) >= trigger.minimum_requests ? { kind: "breach", value: 0 } : { kind: "no_data" };
    },
  };
}
