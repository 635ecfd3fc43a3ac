import { systemScope } from "../../../channels/access.ts";
import type { Trigger } from "../../trigger.ts";
import { USUAL_LOOK_BACK, UsualTraffic } from "../../usual-traffic.ts";
import { lookedAt, ofChannel } from "../conditions.ts";
import { type Course, windowMsOf } from "../course.ts";
import type { Sensor, SensorDeps } from "./sensor.ts";

const HOUR = 3_600_000;

/** Silence, although there usually is traffic at such a time. */
export function noTrafficSensor(
  { reader }: SensorDeps,
  { channel, trigger }: { channel: string; trigger: Extract<Trigger, { type: "no_traffic" }> },
  course: Course,
): Sensor {
  const windowMs = windowMsOf(trigger);
  let known: { hour: number; usual: UsualTraffic } | null = null;

  async function usualAt(at: number): Promise<UsualTraffic> {
    const hour = Math.floor(at / HOUR) * HOUR;
    if (known?.hour === hour) return known.usual;
    const where = [ofChannel(channel), ...lookedAt(trigger)];
    const { buckets } = await reader.health(
      { scope: systemScope([channel]), where, from: hour - USUAL_LOOK_BACK - windowMs, to: hour },
      { bucketMs: HOUR, percentiles: false },
    );
    const usual = new UsualTraffic(new Map(buckets.map(({ at, requests }) => [at, requests])));
    known = { hour, usual };
    return usual;
  }

  return {
    gridMs: 10_000,
    everyMs: 0,
    async observe(at) {
      const { requests } = course.sum(at - windowMs, at);
      if (requests > 0) return { kind: "clear", value: requests };
      const usual = (await usualAt(at)).between(at - windowMs, at);
      return usual >= trigger.minimum_requests ? { kind: "breach", value: 0 } : { kind: "no_data" };
    },
  };
}
