import { counted, ofChannel } from "../engine/conditions.ts";
import type { Trigger } from "../trigger.ts";
import { endsWithin, type Past, type PastQuestion } from "./past.ts";

const MINUTE = 60_000;
const STEP = 10 * MINUTE;
const PAST = 30 * 24 * 60 * MINUTE;
/** As the evaluator has it: so long after it was first seen, an error is a known one. */
const NEW_FOR = 60 * MINUTE;
const SIGNATURES = 1_000;

/** Error signatures by when they were first seen, in steps of ten minutes. */
export async function newErrorPast({
  reader,
  scope,
  channel,
  trigger,
  from,
  to,
}: PastQuestion<Extract<Trigger, { type: "new_error" }>>): Promise<Past> {
  const query = { scope, from: from - PAST, to, where: [ofChannel(channel), ...counted(trigger)] };
  const signatures = await reader.signatures(query, { limit: SIGNATURES, bucketMs: STEP });
  const most = new Map<number, number>();
  for (const { first_seen, buckets } of signatures) {
    if (first_seen < from) continue;
    for (const { at, count } of buckets) {
      if (at >= first_seen + NEW_FOR) continue;
      most.set(at + STEP, Math.max(count, most.get(at + STEP) ?? 0));
    }
  }
  return {
    stepMs: STEP,
    ends: endsWithin(from, to, STEP),
    valueAt: (at) => most.get(at) ?? 0,
    observe(at) {
      const value = most.get(at) ?? 0;
      return value >= trigger.minimum_requests ? { kind: "breach", value } : { kind: "clear", value };
    },
  };
}
