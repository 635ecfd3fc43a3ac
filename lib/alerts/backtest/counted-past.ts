import { lookedAt, ofChannel } from "../engine/conditions.ts";
import { figuresOf, type StepFigures, windowMsOf } from "../engine/course.ts";
import { countingRefusals, observeCounts } from "../engine/observe.ts";
import type { Trigger } from "../trigger.ts";
import { endsWithin, type Past, type PastQuestion } from "./past.ts";
import { judgedWindows } from "./refusals.ts";
import { slide } from "./slide.ts";

const MINUTE = 60_000;

type Counted = Extract<Trigger, { type: "error_rate_above" | "down" }>;

/** Error rate and downtime from the minutes of the past; a window is a minute at least. */
export async function countedPast(question: PastQuestion<Counted>): Promise<Past> {
  const { reader, scope, channel, trigger, from, to } = question;
  const windowMs = Math.max(MINUTE, Math.round(windowMsOf(trigger) / MINUTE) * MINUTE);
  const query = { scope, from: from - windowMs, to, where: [ofChannel(channel), ...lookedAt(trigger)] };
  const { buckets } = await reader.health(query, { bucketMs: MINUTE, percentiles: false });
  const minutes = new Map(buckets.map((bucket) => [bucket.at, figuresOf(trigger, bucket)]));
  const ends = endsWithin(from, to, MINUTE);
  const judged = await judgedWindows(question, slide(minutes, ends, windowMs, FIGURES), windowMs);
  const windowAt = (at: number) => judged.get(at)?.window ?? NOTHING;
  const observeAs =
    (as: Counted): Past["observe"] =>
    (at, firing, since) => {
      const { window = NOTHING, goingOn = NOTHING, refusedAt = 0 } = judged.get(at) ?? {};
      const goesOn = firing && since !== null && refusedAt >= since;
      return observeCounts(as, goesOn ? goingOn : window, firing);
    };
  return {
    stepMs: MINUTE,
    ends,
    observe: observeAs(trigger),
    ...(trigger.type === "down"
      ? {}
      : { observeWith: (percent: number) => observeAs({ ...trigger, percent }) }),
    valueAt(at) {
      const { requests, counted, uncounted } = windowAt(at);
      const of = trigger.type === "down" ? requests - uncounted : requests;
      return of === 0 ? null : (100 * counted) / of;
    },
    judgedBy(at) {
      const recent = endsWithin(at - windowMs - MINUTE, at, MINUTE);
      return recent.some((end) => judged.get(end)?.everybody) ? countingRefusals(trigger) : trigger;
    },
  };
}

const FIGURES = ["requests", "counted", "uncounted", "refused", "slow"] as const;
const NOTHING: StepFigures = { requests: 0, counted: 0, uncounted: 0, refused: 0, slow: 0 };
