import { systemScope } from "../../../channels/access.ts";
import { MANY_USERS } from "../../../events/verdict.ts";
import { lookedAt, ofChannel } from "../conditions.ts";
import { type Course, type StepFigures, windowMsOf } from "../course.ts";
import { type CountedTrigger, mayRefuseEverybody, observeCounts, withRefusals } from "../observe.ts";
import type { Sensor, SensorDeps } from "./sensor.ts";

/** Error rate, downtime and latency: counts of a window that slides with the watermark. */
export function countedSensor(
  { index }: SensorDeps,
  { channel, trigger }: { channel: string; trigger: CountedTrigger },
  course: Course,
): Sensor {
  const windowMs = windowMsOf(trigger);
  /** End of the newest window in which refusals counted. */
  let refusedAt = Number.NEGATIVE_INFINITY;
  const wouldCount = trigger.faults.includes("partner") && !trigger.faults.includes("user");

  /** Refused users may lack a valid token; where everybody is refused, the partner's own sign-in is broken. */
  async function usersRefused(from: number, to: number): Promise<number> {
    const refused = { type: "keyword" as const, field: "fault" as const, values: ["user"], not: false };
    const where = [ofChannel(channel), ...lookedAt(trigger), refused];
    const query = { scope: systemScope([channel]), from, to, where };
    const { total } = await index.health(query, {
      bucketMs: windowMs,
      percentiles: true,
      bucketPeople: false,
    });
    return total.users_affected;
  }

  return {
    gridMs: 10_000,
    everyMs: 0,
    async observe(at, firing) {
      const from = at - windowMs;
      let window: StepFigures = course.sum(from, at);
      if (wouldCount && mayRefuseEverybody(window) && (await usersRefused(from, at)) >= MANY_USERS) {
        window = withRefusals(window);
        refusedAt = at;
      }
      return observeCounts(trigger, window, firing);
    },
    judgedBy: (at) =>
      Math.abs(at - refusedAt) <= windowMs ? { ...trigger, faults: [...trigger.faults, "user"] } : trigger,
  };
}
