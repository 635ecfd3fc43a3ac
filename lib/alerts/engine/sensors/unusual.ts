import { systemScope } from "../../../channels/access.ts";
import type { HealthBucket } from "../../../events/query/types.ts";
import type { Observation } from "../../machine.ts";
import type { Trigger } from "../../trigger.ts";
import { DEVIATIONS, type Point, UsualCourse } from "../../unusual.ts";
import { lookedAt, ofChannel } from "../conditions.ts";
import type { Sensor, SensorDeps } from "./sensor.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const STEP = 5 * MINUTE;
/** Days that `UsualCourse` looks back, and its last hours. */
const PAST = 14 * DAY + 6 * 60 * MINUTE;
/** Steps read again each time: late events still change them. */
const AGAIN = 12;
/** What fires goes on above this share of its deviation (docs/alert-quality.md). */
const STAYS = 0.5;

type Unusual = Extract<Trigger, { type: "unusual" }>;

/** What one step shows; null: nothing to measure. */
export interface Step {
  at: number;
  requests: number;
  value: number | null;
}

/** Equal steps from the first that is known; one without a value has the one before, and of requests none. */
export function pointsOf(measure: Unusual["measure"], steps: readonly Step[], to: number): Point[] {
  const known = new Map(steps.map((step) => [step.at, step]));
  const points: Point[] = [];
  let value = 0;
  for (let at = Math.min(...known.keys(), to); at + STEP <= to; at += STEP) {
    value = known.get(at)?.value ?? (measure === "requests" ? 0 : value);
    points.push({ at, value });
  }
  return points;
}

export function stepOf(trigger: Unusual, bucket: HealthBucket): Step {
  const { at, requests } = bucket;
  if (trigger.measure === "requests") return { at, requests, value: requests };
  if (trigger.measure === "latency") return { at, requests, value: bucket.p50 };
  const failures = trigger.faults.reduce((sum, fault) => sum + bucket.faults[fault], 0);
  return { at, requests, value: requests === 0 ? null : (100 * failures) / requests };
}

/** Whether the step that begins at `at` is outside its own pattern; the value is its deviation in spreads. */
export function observeUnusual(
  trigger: Unusual,
  usual: UsualCourse,
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
  const steps = new Map<number, Step>();
  let readTo: number | null = null;

  async function readUpTo(to: number): Promise<void> {
    const from = to - PAST;
    const begin = readTo === null || readTo > to ? from : Math.max(from, readTo - AGAIN * STEP);
    const percentiles = trigger.measure === "latency";
    const { buckets } = await reader.health(
      { scope, where, from: begin, to },
      { bucketMs: STEP, percentiles, bucketPeople: false },
    );
    for (const at of steps.keys()) if (at < from || at >= begin) steps.delete(at);
    for (const bucket of buckets) steps.set(bucket.at, stepOf(trigger, bucket));
    readTo = to;
  }

  return {
    gridMs: STEP,
    everyMs: STEP,
    async observe(at, firing) {
      const to = Math.floor(at / STEP) * STEP;
      await readUpTo(to);
      const usual = new UsualCourse(pointsOf(trigger.measure, [...steps.values()], to));
      const requests = steps.get(to - STEP)?.requests ?? 0;
      return observeUnusual(trigger, usual, { at: to - STEP, requests }, firing);
    },
  };
}
