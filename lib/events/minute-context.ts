import type { ChannelScope } from "../channels/access.ts";
import type { EventIndexReader, IndexedEvent } from "../stores/event-index/port.ts";
import type { Condition } from "./query/types.ts";
import type { MinuteContext } from "./verdict.ts";
import { reachOfWorker } from "./worker-reach.ts";

const MINUTE = 60_000;
const USER_FAILURES: Condition = { type: "keyword", field: "fault", values: ["user"], not: false };

/** What happened around one failure of the scope's Channel. Asks only what its verdict depends on. */
export async function minuteContext(
  index: EventIndexReader,
  scope: ChannelScope,
  event: IndexedEvent,
): Promise<MinuteContext> {
  const from = Math.floor(event.timestamp / MINUTE) * MINUTE;
  const within = { scope, from, to: from + MINUTE };
  const aboutUsers = event.fault === "user";
  const [all, refused, reach] = await Promise.all([
    aboutUsers ? index.health({ ...within, where: [] }, { bucketMs: MINUTE, percentiles: false }) : null,
    aboutUsers
      ? index.health({ ...within, where: [USER_FAILURES] }, { bucketMs: MINUTE, percentiles: true })
      : null,
    event.fault === "partner" && event.worker !== undefined
      ? reachOfWorker(index, {
          worker: event.worker,
          except: event.channel,
          from,
          to: from + MINUTE,
          bucketMs: MINUTE,
        })
      : null,
  ]);
  return {
    requests: all?.total.requests ?? 0,
    userFailures: refused?.total.requests ?? 0,
    usersFailing: refused?.total.users ?? 0,
    others: reach?.get(from) ?? null,
  };
}
