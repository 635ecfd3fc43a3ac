import { Gauge, type Registry } from "prom-client";
import {
  type IndexInspector,
  type IndexState,
  reachedWatermark,
  WATERMARKS,
} from "#lib/stores/event-index/inspection.ts";
import type { StreamInspector, TopicState } from "#lib/stores/event-stream/inspection.ts";

const STATUSES = ["green", "yellow", "red"] as const;

/** What every worker sees of the stores alike: take one's (`max by`), never the sum. */
export function createStoreMetrics(registry: Registry) {
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Gauge({ name: `channelscope_${name}`, help, labelNames, registers: [registry] });
  const metrics = {
    lag: gauge("consumer_lag", "Records that a group has not acknowledged", "topic", "group", "partition"),
    end: gauge("stream_end_offset", "The offset that the next record will get", "topic", "partition"),
    underReplicated: gauge(
      "stream_under_replicated_partitions",
      "Partitions with fewer replicas in sync than they should have",
      "topic",
    ),
    status: gauge("index_status", "1 for the index's status, 0 for the others", "status"),
    hours: gauge("index_hours", "Hours that the index keeps"),
    documents: gauge("index_documents", "Events that the index keeps"),
    bytes: gauge("index_bytes", "Bytes of the index, without copies"),
    largestShard: gauge("index_largest_shard_bytes", "Bytes of the largest shard, on average over its hour"),
    unassigned: gauge("index_unassigned_shards", "Shards and copies that are on no node"),
    diskUsed: gauge("index_disk_used_bytes", "Used bytes of a node's data disk", "node"),
    diskTotal: gauge("index_disk_total_bytes", "Size of a node's data disk", "node"),
    watermark: gauge(
      "index_disk_watermark_bytes",
      "Used bytes from which on a watermark is reached",
      "node",
      "watermark",
    ),
    watermarkReached: gauge(
      "index_disk_watermark_reached",
      "0 below all watermarks, 1 low, 2 high, 3 flood",
      "node",
    ),
  };
  forgetIndex(metrics);
  return metrics;
}

type StoreMetrics = ReturnType<typeof createStoreMetrics>;

/** A gauge without labels is 0 from the start and after a reset: only removed it says nothing. */
function forgetIndex(metrics: StoreMetrics): void {
  const { status, hours, documents, bytes, largestShard, unassigned } = metrics;
  const { diskUsed, diskTotal, watermark, watermarkReached } = metrics;
  for (const gauge of [status, diskUsed, diskTotal, watermark, watermarkReached]) gauge.reset();
  for (const gauge of [hours, documents, bytes, largestShard, unassigned]) gauge.remove();
}

interface Stores {
  stream: StreamInspector;
  index: IndexInspector;
}

/** Asks both stores how they are. One that does not answer leaves no figures, rather than old ones; then this throws. */
export async function observeStores({ stream, index }: Stores, metrics: StoreMetrics): Promise<void> {
  const [topics, state] = await Promise.allSettled([stream.inspect(), index.inspect()]);
  noteTopics(topics.status === "fulfilled" ? topics.value : [], metrics);
  noteIndex(state.status === "fulfilled" ? state.value : null, metrics);
  for (const asked of [topics, state]) if (asked.status === "rejected") throw asked.reason;
}

function noteTopics(topics: TopicState[], { lag, end, underReplicated }: StoreMetrics): void {
  for (const gauge of [lag, end, underReplicated]) gauge.reset();
  for (const { topic, partitions, groups } of topics) {
    for (const { partition, end: offset } of partitions) end.set({ topic, partition }, offset);
    underReplicated.set({ topic }, partitions.filter((one) => one.inSync < one.replicas).length);
    for (const { group, partitions: positions } of groups) {
      for (const position of positions) {
        lag.set({ topic, group, partition: position.partition }, position.lag);
      }
    }
  }
}

function noteIndex(state: IndexState | null, metrics: StoreMetrics): void {
  const { status, hours, documents, bytes, largestShard, unassigned } = metrics;
  const { diskUsed, diskTotal, watermark, watermarkReached } = metrics;
  forgetIndex(metrics);
  if (state === null) return;
  const { parts, nodes } = state;
  const sum = (of: (part: (typeof parts)[number]) => number) =>
    parts.reduce((total, part) => total + of(part), 0);
  for (const one of STATUSES) status.set({ status: one }, Number(one === state.status));
  hours.set(parts.filter(({ from }) => from !== null).length);
  documents.set(sum((part) => part.documents));
  bytes.set(sum((part) => part.bytes));
  unassigned.set(sum((part) => part.unassigned));
  largestShard.set(Math.max(0, ...parts.map((part) => part.bytes / Math.max(1, part.shards))));
  for (const node of nodes) {
    const { name, disk } = node;
    if (disk === null) continue;
    diskUsed.set({ node: name }, disk.usedBytes);
    diskTotal.set({ node: name }, disk.totalBytes);
    for (const level of WATERMARKS) watermark.set({ node: name, watermark: level }, disk.watermarks[level]);
    const reached = reachedWatermark(node);
    watermarkReached.set({ node: name }, reached === null ? 0 : WATERMARKS.indexOf(reached) + 1);
  }
}
