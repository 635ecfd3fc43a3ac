import type { HealthBucket } from "../../events/query/types.ts";
import { lookedAt, ofChannel } from "../engine/conditions.ts";
import { type StepFigures, windowMsOf } from "../engine/course.ts";
import { observeCounts } from "../engine/observe.ts";
import type { Trigger } from "../trigger.ts";
import { endsWithin, type Past, type PastQuestion } from "./past.ts";

const MINUTE = 60_000;

type Counted = Extract<Trigger, { type: "error_rate_above" | "down" }>;

/** Error rate and downtime from the minutes of the past; a window is a minute at least. */
export async function countedPast({
  reader,
  scope,
  channel,
  trigger,
  from,
  to,
}: PastQuestion<Counted>): Promise<Past> {
  const windowMs = Math.max(MINUTE, Math.round(windowMsOf(trigger) / MINUTE) * MINUTE);
  const query = { scope, from: from - windowMs, to, where: [ofChannel(channel), ...lookedAt(trigger)] };
  const { buckets } = await reader.health(query, { bucketMs: MINUTE, percentiles: false });
  const minutes = new Map(buckets.map((bucket) => [bucket.at, figuresOf(trigger, bucket)]));
  const ends = endsWithin(from, to, MINUTE);
  const windows = slide(minutes, ends, windowMs);
  const observeAs = (as: Counted) => (at: number, firing: boolean) =>
    observeCounts(as, windows.get(at) ?? NOTHING, firing);
  return {
    stepMs: MINUTE,
    ends,
    observe: observeAs(trigger),
    ...(trigger.type === "down"
      ? {}
      : { observeWith: (percent: number) => observeAs({ ...trigger, percent }) }),
    valueAt(at) {
      const { requests, counted, uncounted } = windows.get(at) ?? NOTHING;
      const judged = trigger.type === "down" ? requests - uncounted : requests;
      return judged === 0 ? null : (100 * counted) / judged;
    },
  };
}

const NOTHING: StepFigures = { requests: 0, counted: 0, uncounted: 0, refused: 0, slow: 0 };

function figuresOf(trigger: Counted, { requests, failures, faults }: HealthBucket): StepFigures {
  const counted = trigger.faults.reduce((sum, fault) => sum + faults[fault], 0);
  return { requests, counted, uncounted: failures - counted, refused: 0, slow: 0 };
}

/** Sums over a window that slides minute by minute. */
function slide(
  minutes: ReadonlyMap<number, StepFigures>,
  ends: readonly number[],
  windowMs: number,
): Map<number, StepFigures> {
  const windows = new Map<number, StepFigures>();
  const sum = { ...NOTHING };
  const add = (at: number, sign: 1 | -1) => {
    const figures = minutes.get(at);
    if (figures === undefined) return;
    sum.requests += sign * figures.requests;
    sum.counted += sign * figures.counted;
    sum.uncounted += sign * figures.uncounted;
  };
  const [first] = ends;
  if (first === undefined) return windows;
  for (let at = first - windowMs; at < first - MINUTE; at += MINUTE) add(at, 1);
  for (const end of ends) {
    add(end - MINUTE, 1);
    windows.set(end, { ...sum });
    add(end - windowMs, -1);
  }
  return windows;
}
