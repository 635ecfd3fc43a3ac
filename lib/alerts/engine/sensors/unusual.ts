import { systemScope } from "../../../channels/access.ts";
import type { Observation } from "../../machine.ts";
import { DEVIATIONS, UsualCourse } from "../../unusual.ts";
import { lookedAt, ofChannel } from "../conditions.ts";
import type { Sensor, SensorDeps } from "./sensor.ts";
import { gridOf, pointsOf, requestsUpTo, type Step, stepOf, type Unusual } from "./unusual-steps.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Days that `UsualCourse` looks back, and its last hours. */
const PAST = 14 * DAY + 6 * 60 * MINUTE;
/** So much is read again each time: late events still change it. */
const AGAIN = 60 * MINUTE;
/** What fires goes on above this share of its deviation (docs/alert-quality.md). */
const STAYS = 0.5;

/** Whether the step that begins at `at` is outside its own pattern; the value is its deviation in spreads. */
export function observeUnusual(
  trigger: Unusual,
  usual: Pick<UsualCourse, "deviationAt">,
  step: { at: number; requests: number },
  firing: boolean,
): Observation {
  const deviation = usual.deviationAt(step.at);
  if (deviation === null) return { kind: "no_data" };
  const limit = DEVIATIONS[trigger.sensitivity] * (firing ? STAYS : 1);
  // A series without any spread has infinite deviations, which JSON and databases do not know.
  const value = Math.min(deviation, 1_000);
  const beyond = deviation >= limit;
  if (trigger.measure !== "requests" && step.requests < trigger.minimum_requests)
    return { kind: "too_few", beyond };
  return beyond ? { kind: "breach", value } : { kind: "clear", value };
}

/** A measure outside the band that its own past makes usual at that time of day, judged by closed steps. */
export function unusualSensor(
  { reader }: SensorDeps,
  { channel, trigger }: { channel: string; trigger: Unusual },
): Sensor {
  const scope = systemScope([channel]);
  const where = [ofChannel(channel), ...lookedAt(trigger)];
  const grid = gridOf(trigger);
  const { stepMs, scales } = grid;
  const past = PAST + Math.max(...scales) * stepMs;
  const steps = new Map<number, Step>();
  let readTo: number | null = null;

  async function readUpTo(to: number): Promise<void> {
    const from = to - past;
    const begin = readTo === null || readTo > to ? from : Math.max(from, readTo - AGAIN);
    for (const at of steps.keys()) if (at < from || at >= begin) steps.delete(at);
    // Rollups know minutes; what is shorter the index counts, which is asked for a day at a time.
    const partMs = stepMs < MINUTE ? DAY : to - begin;
    for (let start = begin; start < to; start += partMs) await read(start, Math.min(start + partMs, to));
    readTo = to;
  }

  async function read(from: number, to: number): Promise<void> {
    const percentiles = trigger.measure === "latency";
    const { buckets } = await reader.health(
      { scope, where, from, to },
      { bucketMs: stepMs, percentiles, bucketPeople: "none" },
    );
    for (const bucket of buckets) steps.set(bucket.at, stepOf(trigger, bucket));
  }

  return {
    gridMs: stepMs,
    everyMs: stepMs,
    async observe(at, firing) {
      const to = Math.floor(at / stepMs) * stepMs;
      await readUpTo(to);
      const points = pointsOf(trigger.measure, [...steps.values()], { stepMs, to });
      const last = to - stepMs;
      const step = { at: last, requests: requestsUpTo(trigger, grid, steps, last) };
      return observeUnusual(trigger, new UsualCourse(points, scales), step, firing);
    },
  };
}
