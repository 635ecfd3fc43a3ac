import { systemScope } from "../channels/access.ts";
import type { EventIndexReader } from "../stores/event-index/port.ts";
import type { Condition } from "./query/types.ts";
import { NETWORK_ERRORS } from "./verdict.ts";

const MOST_CHANNELS = 1_000;

/** Failures on the way to a Channel that the platform did not cause itself. */
export const NETWORK_FAILURES: Condition[] = [
  { type: "failed", value: true },
  { type: "keyword", field: "error_type", values: [...NETWORK_ERRORS], not: false },
  { type: "keyword", field: "fault", values: ["partner", "network"], not: false },
];

interface Reach {
  channels: number;
  failing: number;
}

/**
 * How a worker fared on all Channels but one: per bucket, how many it called, and on how many of them a request
 * failed on the way. Looks at every Channel, so only these two numbers may leave; keys are starts of buckets.
 */
export async function reachOfWorker(
  index: EventIndexReader,
  query: { worker: string; except: string; from: number; to: number; bucketMs: number },
): Promise<Map<number, Reach>> {
  const { worker, except, from, to, bucketMs } = query;
  const others: Condition[] = [
    { type: "keyword", field: "worker", values: [worker], not: false },
    { type: "keyword", field: "channel", values: [except], not: true },
  ];
  const within = { scope: systemScope(), from, to };
  const by = { by: "channel", limit: MOST_CHANNELS, bucketMs, percentiles: false } as const;
  const [called, failed] = await Promise.all([
    index.groups({ ...within, where: others }, by),
    index.groups({ ...within, where: [...others, ...NETWORK_FAILURES] }, by),
  ]);
  const reach = new Map<number, Reach>();
  const count = (at: number, part: keyof Reach) => {
    const known = reach.get(at) ?? { channels: 0, failing: 0 };
    reach.set(at, { ...known, [part]: known[part] + 1 });
  };
  for (const group of called) for (const bucket of group.buckets) count(bucket.at, "channels");
  for (const group of failed) for (const bucket of group.buckets) count(bucket.at, "failing");
  return reach;
}
