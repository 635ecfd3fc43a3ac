import type { Period } from "../stores/event-index/port.ts";

export interface PlanInput {
  /** On an average day. */
  eventsPerDay: number;
  /** Of one stored event in one copy, on disk. */
  bytesPerEvent: number;
  /** The busiest second against the average one, 1 or more. */
  peakFactor: number;
  retentionDays: number;
  /** Data nodes that there are; null: as many as it takes. */
  nodes: number | null;
  /** Copies beside the first; null: one where there are nodes for it. */
  replicas: number | null;
  diskPerNodeBytes: number;
  /** `cluster.max_shards_per_node`. */
  maxShardsPerNode: number;
}

export interface IndexPlan {
  period: Period;
  /** Primary shards of one index. */
  shards: number;
  replicas: number;
  /** Data nodes: those given, or those needed. */
  nodes: number;
  /** What each part of the load asks for; the most demanding one decides. */
  nodesNeeded: { disk: number; writing: number; shards: number; copies: number };
  /** One primary shard of an average index, and of the largest to expect. */
  shardBytes: number;
  largestShardBytes: number;
  /** Indices and shards within retention, replicas included, and how many the nodes may hold. */
  indices: number;
  totalShards: number;
  shardLimit: number;
  /** Events alone, replicas included; per node with the room that the disk watermark keeps free. */
  dataBytes: number;
  diskPerNodeBytes: number;
  /** Of Elasticsearch; the machine needs as much again for its file cache. */
  heapPerNodeBytes: number;
  eventsPerSecond: number;
  peakEventsPerSecond: number;
}

/** Of a demo event in a closed, merged hour (docs/performance.md), for an installation that has none to measure. */
export const BYTES_PER_EVENT = 280;

const GB = 1e9;
/** A shard below this costs more than it holds; one above takes too long to move and to recover. */
export const SMALLEST_SHARD = 10 * GB;
export const LARGEST_SHARD = 50 * GB;
/** The lower end of what was measured for one shard on two cores (59,000 to 100,000), so also for such a node. */
export const EVENTS_PER_SECOND_AND_SHARD = 59_000;
/** Elasticsearch puts nothing more on a disk that is fuller than 85 %. */
export const DISK_HEADROOM = 0.15;
/** Days differ less than hours do. */
const BUSIEST_DAY = 1.25;
/** Three, so that two still agree when one is lost. */
export const QUORUM = 3;
/** A machine's memory against its data, half of it heap; above 31 GB of heap pointers grow. */
const DATA_PER_HEAP = 60;
const HEAP = { least: 1 * GB, most: 31 * GB };
/** A node's heap carries this many shards per GB. */
const SHARDS_PER_HEAP_GB = 1_000;
const HOURS = { hour: 1, day: 24 } as const;
/** The running index, and the one that expires as a whole once its last event does. */
const BEYOND_RETENTION = 2;

/** Pure: the index's shape for this load, without looking at whether the given nodes are enough for it. */
export function planIndex(input: PlanInput): IndexPlan {
  const hourly = shape(input, "hour");
  const fits = input.nodes === null || hourly.totalShards <= hourly.shardLimit;
  const large = bytesPerHour(input) >= SMALLEST_SHARD;
  return large && fits ? hourly : shape(input, "day");
}

function bytesPerHour({ eventsPerDay, bytesPerEvent }: PlanInput): number {
  return (eventsPerDay / 24) * bytesPerEvent;
}

function shape(input: PlanInput, period: Period): IndexPlan {
  const { eventsPerDay, peakFactor, retentionDays, diskPerNodeBytes, maxShardsPerNode } = input;
  const eventsPerSecond = eventsPerDay / 86_400;
  const peakEventsPerSecond = eventsPerSecond * peakFactor;
  const indexBytes = bytesPerHour(input) * HOURS[period];
  const busiest = indexBytes * (period === "hour" ? peakFactor : Math.min(peakFactor, BUSIEST_DAY));
  const shards = Math.max(
    1,
    Math.ceil(busiest / LARGEST_SHARD),
    Math.ceil(peakEventsPerSecond / EVENTS_PER_SECOND_AND_SHARD),
  );
  const replicas = input.replicas ?? (input.nodes === 1 ? 0 : 1);
  const copies = replicas + 1;
  const indices = retentionDays * (24 / HOURS[period]) + BEYOND_RETENTION;
  const totalShards = indices * shards * copies;
  const dataBytes = bytesPerHour(input) * 24 * retentionDays * copies;
  const needed = {
    disk: Math.ceil(dataBytes / (diskPerNodeBytes * (1 - DISK_HEADROOM))),
    writing: Math.ceil((peakEventsPerSecond * copies) / EVENTS_PER_SECOND_AND_SHARD),
    shards: Math.ceil(totalShards / maxShardsPerNode),
    copies: replicas === 0 ? 1 : Math.max(copies, QUORUM),
  };
  const nodes = input.nodes ?? Math.max(...Object.values(needed));
  const dataPerNode = dataBytes / nodes;
  const heap = Math.max(dataPerNode / DATA_PER_HEAP, (totalShards / nodes / SHARDS_PER_HEAP_GB) * GB);
  return {
    period,
    shards,
    replicas,
    nodes,
    nodesNeeded: needed,
    shardBytes: indexBytes / shards,
    largestShardBytes: busiest / shards,
    indices,
    totalShards,
    shardLimit: nodes * maxShardsPerNode,
    dataBytes,
    diskPerNodeBytes: dataPerNode / (1 - DISK_HEADROOM),
    heapPerNodeBytes: Math.min(HEAP.most, Math.max(HEAP.least, heap)),
    eventsPerSecond,
    peakEventsPerSecond,
  };
}
