import type { SignatureGroup } from "../../stores/event-index/port.ts";
import { counted, ofChannel } from "../engine/conditions.ts";
import { lookUpError } from "../engine/look-up-error.ts";
import type { Trigger } from "../trigger.ts";
import { endsWithin, type Past, type PastQuestion } from "./past.ts";

const MINUTE = 60_000;
const STEP = 10 * MINUTE;
const PAST = 30 * 24 * 60 * MINUTE;
/** As the evaluator has it: so long after it was first seen, an error is a known one. */
const NEW_FOR = 60 * MINUTE;
const SIGNATURES = 1_000;
/** Errors that the index is asked about: the most frequent. */
const MOST_LOOKED_UP = 50;

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
  const lookUp = ({ first_seen: to, ...error }: SignatureGroup) =>
    lookUpError(reader, { ...query, from: to - PAST, to }, error);
  const most = new Map<number, number>();
  let lookedUp = 0;
  for (const signature of signatures) {
    const { buckets } = signature;
    if (signature.first_seen < from) continue;
    const matters = buckets.some(({ count }) => count >= trigger.minimum_requests);
    const earlier = matters && lookedUp++ < MOST_LOOKED_UP ? await lookUp(signature) : null;
    const first_seen = earlier ?? signature.first_seen;
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
