import { FAULTS } from "../../events/document.ts";
import { noFigures } from "../../events/figures.ts";
import type { HealthBucket } from "../../events/query/types.ts";
import { lookedAt, ofChannel } from "../engine/conditions.ts";
import { type BurnPast, LONGEST_WINDOW, observeBurn, worstBurn } from "../engine/sensors/budget-burn.ts";
import type { Trigger } from "../trigger.ts";
import { endsWithin, type Past, type PastQuestion } from "./past.ts";

const MINUTE = 60_000;
const STEP = 5 * MINUTE;

/** Burn rates over the windows that end at each five minutes; the shortest is a minute at least. */
export async function burnPast({
  reader,
  scope,
  channel,
  trigger,
  from,
  to,
}: PastQuestion<Extract<Trigger, { type: "budget_burn" }>>): Promise<Past> {
  const where = [ofChannel(channel), ...lookedAt(trigger)];
  const recentMs = Math.round(trigger.window_minutes) * MINUTE;
  const read = (begin: number, bucketMs: number) =>
    reader.health({ scope, where, from: begin, to }, { bucketMs, percentiles: false });
  const [{ buckets }, minutes] = await Promise.all([
    read(from - LONGEST_WINDOW, STEP),
    read(from - recentMs, MINUTE),
  ]);
  const pastAt = (at: number): BurnPast => ({
    buckets: between(buckets, at - LONGEST_WINDOW, at),
    recent: summed(between(minutes.buckets, at - recentMs, at)),
  });
  return {
    stepMs: STEP,
    ends: endsWithin(from, to, STEP),
    observe: (at, firing) => observeBurn(trigger, pastAt(at), at, firing),
    valueAt(at) {
      const seen = observeBurn(trigger, pastAt(at), at, false);
      return "value" in seen ? seen.value : null;
    },
    limitAt: (at) => worstBurn(trigger, pastAt(at), at).limit,
  };
}

function between(buckets: readonly HealthBucket[], from: number, to: number): HealthBucket[] {
  return buckets.slice(placeOf(buckets, from), placeOf(buckets, to));
}

function summed(buckets: readonly HealthBucket[]): BurnPast["recent"] {
  const sum = noFigures();
  for (const { requests, faults } of buckets) {
    sum.requests += requests;
    for (const fault of FAULTS) sum.faults[fault] += faults[fault];
  }
  return sum;
}

/** Place of the first bucket at or after a time. */
function placeOf(buckets: readonly { at: number }[], at: number): number {
  let [low, high] = [0, buckets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((buckets[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
