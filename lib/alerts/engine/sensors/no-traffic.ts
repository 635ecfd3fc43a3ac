import { systemScope } from "../../../channels/access.ts";
import type { Trigger } from "../../trigger.ts";
import { lookedAt, ofChannel } from "../conditions.ts";
import { type Course, windowMsOf } from "../course.ts";
import type { Sensor, SensorDeps } from "./sensor.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS = 7;

/** Silence, although there usually is traffic in such a time: the median of the same hour of the last 7 days. */
export function noTrafficSensor(
  { reader }: SensorDeps,
  { channel, trigger }: { channel: string; trigger: Extract<Trigger, { type: "no_traffic" }> },
  course: Course,
): Sensor {
  const windowMs = windowMsOf(trigger);
  let known: { hour: number; perHour: number } | null = null;

  async function usualPerHour(at: number): Promise<number> {
    const hour = Math.floor(at / HOUR) * HOUR;
    if (known?.hour === hour) return known.perHour;
    const scope = systemScope([channel]);
    const where = [ofChannel(channel), ...lookedAt(trigger)];
    const days = await Promise.all(
      Array.from({ length: DAYS }, async (_, day) => {
        const from = hour - (day + 1) * DAY;
        const { total } = await reader.health(
          { scope, where, from, to: from + HOUR },
          { bucketMs: HOUR, percentiles: false },
        );
        return total.requests;
      }),
    );
    const perHour = days.sort((a, b) => a - b)[Math.floor(DAYS / 2)] ?? 0;
    known = { hour, perHour };
    return perHour;
  }

  return {
    gridMs: 10_000,
    everyMs: 0,
    async observe(at) {
      const { requests } = course.sum(at - windowMs, at);
      if (requests > 0) return { kind: "clear", value: requests };
      const usual = ((await usualPerHour(at)) * windowMs) / HOUR;
      return usual >= trigger.minimum_requests ? { kind: "breach", value: 0 } : { kind: "no_data" };
    },
  };
}
