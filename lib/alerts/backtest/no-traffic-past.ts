import { lookedAt, ofChannel } from "../engine/conditions.ts";
import { windowMsOf } from "../engine/course.ts";
import type { Trigger } from "../trigger.ts";
import { endsWithin, type Past, type PastQuestion } from "./past.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DAYS = 7;

/** Silence where the median of the same hour of the 7 days before knows traffic. */
export async function noTrafficPast({
  reader,
  scope,
  channel,
  trigger,
  from,
  to,
}: PastQuestion<Extract<Trigger, { type: "no_traffic" }>>): Promise<Past> {
  const windowMs = Math.round(windowMsOf(trigger) / MINUTE) * MINUTE;
  const where = [ofChannel(channel), ...lookedAt(trigger)];
  const [minutes, hours] = await Promise.all([
    reader.health({ scope, where, from: from - windowMs, to }, { bucketMs: MINUTE, percentiles: false }),
    reader.health({ scope, where, from: from - DAYS * DAY, to }, { bucketMs: HOUR, percentiles: false }),
  ]);
  const perMinute = new Map(minutes.buckets.map(({ at, requests }) => [at, requests]));
  const perHour = new Map(hours.buckets.map(({ at, requests }) => [at, requests]));
  const usualAt = (at: number) => {
    const hour = Math.floor(at / HOUR) * HOUR;
    const days = Array.from({ length: DAYS }, (_, day) => perHour.get(hour - (day + 1) * DAY) ?? 0);
    return ((days.sort((a, b) => a - b)[Math.floor(DAYS / 2)] ?? 0) * windowMs) / HOUR;
  };
  const requestsAt = (at: number) => {
    let requests = 0;
    for (let minute = at - windowMs; minute < at; minute += MINUTE) requests += perMinute.get(minute) ?? 0;
    return requests;
  };
  return {
    stepMs: MINUTE,
    ends: endsWithin(from, to, MINUTE),
    valueAt: requestsAt,
    limitAt: usualAt,
    observe(at) {
      const requests = requestsAt(at);
      if (requests > 0) return { kind: "clear", value: requests };
      return usualAt(at) >= trigger.minimum_requests ? { kind: "breach", value: 0 } : { kind: "no_data" };
    },
  };
}
