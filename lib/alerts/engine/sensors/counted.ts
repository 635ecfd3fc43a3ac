import { systemScope } from "../../../channels/access.ts";
import { type Course, windowMsOf } from "../course.ts";
import { type CountedTrigger, countingRefusals, judgeRefusals, observeCounts } from "../observe.ts";
import { refusedUsers } from "../refused-users.ts";
import type { OpenIncident } from "../watched.ts";
import type { Sensor, SensorDeps } from "./sensor.ts";

/** Error rate, downtime and latency: counts of a window that slides with the watermark. */
export function countedSensor(
  { index }: SensorDeps,
  { channel, trigger, incident }: { channel: string; trigger: CountedTrigger; incident: OpenIncident | null },
  course: Course,
): Sensor {
  const windowMs = windowMsOf(trigger);
  const question = { scope: systemScope([channel]), channel, trigger };
  /** End of the newest window in which refusals counted. */
  let refusedAt = incident?.trigger?.faults.includes("user") ? incident.firedAt : Number.NEGATIVE_INFINITY;

  return {
    gridMs: 10_000,
    everyMs: 0,
    async observe(at, firing, since) {
      const range = { from: at - windowMs, to: at };
      const goesOn = firing && since !== null && refusedAt >= since;
      const asked = () => refusedUsers(index, question, range);
      const { window, everybody } = await judgeRefusals(trigger, course.sum(range.from, at), asked, goesOn);
      if (everybody) refusedAt = at;
      return observeCounts(trigger, window, firing);
    },
    judgedBy: (at) => (Math.abs(at - refusedAt) <= windowMs ? countingRefusals(trigger) : trigger),
  };
}
