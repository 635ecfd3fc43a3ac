import { lookedAt, ofChannel } from "../engine/conditions.ts";
import { LONGEST_WINDOW, observeBurn, worstBurn } from "../engine/sensors/budget-burn.ts";
import type { Trigger } from "../trigger.ts";
import { endsWithin, type Past, type PastQuestion } from "./past.ts";

const STEP = 5 * 60_000;

/** Burn rates over the windows that end at each five minutes. */
export async function burnPast({
  reader,
  scope,
  channel,
  trigger,
  from,
  to,
}: PastQuestion<Extract<Trigger, { type: "budget_burn" }>>): Promise<Past> {
  const query = { scope, from: from - LONGEST_WINDOW, to, where: [ofChannel(channel), ...lookedAt(trigger)] };
  const { buckets } = await reader.health(query, { bucketMs: STEP, percentiles: false });
  const windowAt = (at: number) => buckets.slice(placeOf(buckets, at - LONGEST_WINDOW), placeOf(buckets, at));
  return {
    stepMs: STEP,
    ends: endsWithin(from, to, STEP),
    observe: (at, firing) => observeBurn(trigger, windowAt(at), at, firing),
    valueAt(at) {
      const seen = observeBurn(trigger, windowAt(at), at, false);
      return "value" in seen ? seen.value : null;
    },
    limitAt: (at) => worstBurn(trigger, windowAt(at), at).limit,
  };
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
