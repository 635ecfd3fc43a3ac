import type { ChannelScope } from "../channels/access.ts";
import type { EventIndexReader } from "../stores/event-index/port.ts";
import type { Condition, EventQuery } from "./query/types.ts";
import { networkIsBroken, OTHER_CHANNELS } from "./verdict.ts";
import { workerFailures } from "./worker-failures.ts";
import { NETWORK_FAILURES, reachOfWorker } from "./worker-reach.ts";

const HOUR = 3_600_000;
/** Bounds what one query answers with: workers times buckets, a handful of counts each. */
const MOST_WORKERS = 30;
const BUCKETS_AT_ONCE = 360;
const REACH_AT_ONCE = 10;
/** Of one worker, newest first; an outage of the network that goes on for hours is told by its end. */
const MOST_REACHES = 30;

interface Range {
  from: number;
  to: number;
}

/** Stretches of at most so many buckets, aligned to each other, that cover these; newest first. */
function slicesOf(buckets: readonly number[], width: number, atOnce: number): Range[] {
  const span = width * atOnce;
  const starts = new Set(buckets.map((at) => Math.floor(at / span) * span));
  return [...starts].sort((a, b) => b - a).map((from) => ({ from, to: from + span }));
}

function hoursOf(buckets: readonly number[], width: number): number[] {
  const hours = buckets.flatMap((at) => [at, at + width - 1].map((time) => Math.floor(time / HOUR) * HOUR));
  return [...new Set(hours)].sort((a, b) => a - b);
}

/** Minutes' counts summed into the buckets they belong to. */
function inBuckets(minutes: ReadonlyMap<number, number> | undefined, width: number): Map<number, number> {
  const sums = new Map<number, number>();
  for (const [minute, count] of minutes ?? []) {
    const at = Math.floor(minute / width) * width;
    sums.set(at, (sums.get(at) ?? 0) + count);
  }
  return sums;
}

/** The Channel's own failures on the way: by worker, then by bucket. */
async function ownFailures(
  index: EventIndexReader,
  query: EventQuery,
  bucketMs: number,
): Promise<Map<string, Map<number, number>>> {
  const slices: Range[] = [];
  let from = query.from;
  while (from < query.to) {
    // Ends where a bucket begins, so that none is cut in two.
    const to = Math.min(query.to, Math.floor(from / bucketMs + BUCKETS_AT_ONCE) * bucketMs);
    slices.push({ from, to });
    from = to;
  }
  const by = { by: "worker", limit: MOST_WORKERS, bucketMs, percentiles: false } as const;
  const own = new Map<string, Map<number, number>>();
  for (const groups of await Promise.all(slices.map((slice) => index.groups({ ...query, ...slice }, by)))) {
    for (const { key, buckets } of groups) {
      const counts = own.get(key) ?? new Map<number, number>();
      for (const bucket of buckets) counts.set(bucket.at, bucket.requests);
      own.set(key, counts);
    }
  }
  return own;
}

/**
 * Failures of one Channel (within the scope) that the network caused, per bucket: those on the way, in a bucket in
 * which the same worker failed so on half of at least 5 other Channels. Others are looked at only where enough of them
 * can have failed; nothing but numbers about the asked Channel leaves. Buckets are whole minutes.
 */
export async function networkFailures(
  index: EventIndexReader,
  scope: ChannelScope,
  channel: string,
  { from, to, bucketMs, now }: Range & { bucketMs: number; now: number },
): Promise<Map<number, number>> {
  const only: Condition = { type: "keyword", field: "channel", values: [channel], not: false };
  const own = await ownFailures(index, { scope, from, to, where: [only, ...NETWORK_FAILURES] }, bucketMs);
  const confirmed = new Map<number, number>();
  const failing = [...own.values()].flatMap((buckets) => [...buckets.keys()]);
  const everywhere = await workerFailures(index, hoursOf(failing, bucketMs), now);
  for (const [worker, failures] of own) {
    const all = inBuckets(everywhere.get(worker), bucketMs);
    const likely = [...failures.keys()].filter(
      (at) => ((all.get(at) ?? 0) - (failures.get(at) ?? 0)) * 2 >= OTHER_CHANNELS,
    );
    for (const slice of slicesOf(likely, bucketMs, REACH_AT_ONCE).slice(0, MOST_REACHES)) {
      const reach = await reachOfWorker(index, { worker, except: channel, bucketMs, ...slice });
      for (const [at, reached] of reach) {
        const count = failures.get(at);
        if (count === undefined || !networkIsBroken(reached)) continue;
        confirmed.set(at, (confirmed.get(at) ?? 0) + count);
      }
    }
  }
  return confirmed;
}
