import type { Condition } from "../events/query/types.ts";
import type { EventIndexReader } from "../stores/event-index/port.ts";
import type { ChannelScope } from "./access.ts";
import { type Baseline, judgeMinute, MINUTE } from "./state.ts";
import type { ChannelStateName } from "./views.ts";

const BUCKET = 5 * MINUTE;
const DAY = 24 * 60 * MINUTE;
const SILENCE_LOOK_BACK = 7 * DAY;

interface Question {
  channel: string;
  state: Exclude<ChannelStateName, "healthy">;
  baseline: Baseline;
  /** It was so already at this instant, milliseconds. */
  before: number;
}

/**
 * When a state began that is older than what was looked at minute by minute, to 5 minutes; null when it has lasted for
 * more than a day (a silence: a week).
 */
export async function sinceBefore(
  index: EventIndexReader,
  scope: ChannelScope,
  { channel, state, baseline, before }: Question,
): Promise<number | null> {
  const where: Condition[] = [{ type: "keyword", field: "channel", values: [channel], not: false }];
  if (state === "no_data") {
    const query = { scope, where, from: before - SILENCE_LOOK_BACK, to: before };
    const { events } = await index.search(query, { limit: 1 });
    const last = events[0];
    return last === undefined ? null : Math.floor(last.timestamp / MINUTE) * MINUTE + MINUTE;
  }
  const from = before - DAY;
  const { buckets } = await index.health(
    { scope, where, from, to: before },
    { bucketMs: BUCKET, percentiles: true },
  );
  let since = before;
  for (const bucket of buckets.toReversed()) {
    const alone = judgeMinute(new Map([[bucket.at, bucket]]), bucket.at, { ...baseline, requestsPerHour: 0 });
    if (alone.state !== "healthy") since = bucket.at;
    else if (alone.judged) return since;
  }
  // A Channel that was so from its first request on has its beginning inside the day.
  return since > from + BUCKET ? since : null;
}
