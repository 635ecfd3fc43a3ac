import { formatBytes } from "../format/bytes.ts";
import { formatCompact, formatCount, formatPlural } from "../format/number.ts";
import type { Period } from "../stores/event-index/port.ts";
import { DISK_HEADROOM, type IndexPlan, LARGEST_SHARD, planIndex, SMALLEST_SHARD } from "./plan.ts";

/** What runs, as the cluster tells it. Bytes are on disk. */
export interface IndexReality {
  /** Stored per day, measured over closed hours. */
  eventsPerDay: number;
  /** Of one stored event in one copy; null while no hour has closed. */
  bytesPerEvent: number | null;
  /** The busiest closed hour against the average one; null while unknown. */
  peakFactor: number | null;
  retentionDays: number;
  /** As new indices are made. */
  period: Period;
  shards: number;
  replicas: number;
  /** Primary shards of indices that take no more events: their average and their largest; null: there are none. */
  closedShards: { averageBytes: number; largestBytes: number } | null;
  /** All shards of the cluster, replicas included, whoever's they are. */
  totalShards: number;
  maxShardsPerNode: number;
  /** 0 bytes: unknown. */
  nodes: { name: string; diskBytes: number }[];
}

export interface PlanWarning {
  /** `critical`: events will be refused, or one failure loses some. */
  severity: "critical" | "warning" | "notice";
  code: "disk_ahead" | "shard_limit" | "no_copy" | "shards_small" | "shards_large";
  /** For people, one sentence or two. */
  sentence: string;
}

/** Of the shard limit and of what retention will need: where it is time to act. */
const NEAR = 0.8;
/** A peak factor to plan with where none was measured. */
const ASSUMED_PEAK = 3;

/** Where the running index differs from what its load asks for, worst first. Full disks are the inspection's to tell. */
export function comparePlan(reality: IndexReality): PlanWarning[] {
  const warnings = [shardLimit(reality), noCopy(reality), shardSize(reality), diskAhead(reality)].filter(
    (warning) => warning !== null,
  );
  const order = ["critical", "warning", "notice"];
  return warnings.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

function shardLimit({ totalShards, maxShardsPerNode, nodes }: IndexReality): PlanWarning | null {
  const limit = maxShardsPerNode * nodes.length;
  if (limit === 0 || totalShards < limit * NEAR) return null;
  return {
    severity: totalShards >= limit * 0.95 ? "critical" : "warning",
    code: "shard_limit",
    sentence: `${formatCount(totalShards)} of at most ${formatCount(limit)} shards exist; at the limit no new index can be made and events wait in the stream.`,
  };
}

function noCopy({ replicas, nodes }: IndexReality): PlanWarning | null {
  if (replicas > 0 || nodes.length < 2) return null;
  return {
    severity: "critical",
    code: "no_copy",
    sentence: `Shards have no replica although there are ${nodes.length} nodes: losing one node loses events.`,
  };
}

function shardSize(reality: IndexReality): PlanWarning | null {
  const { closedShards, period, shards } = reality;
  const plan = planOf(reality);
  if (closedShards === null || plan === null) return null;
  const differs = plan.period !== period || plan.shards !== shards;
  const proposal = `\`npm run plan -- --events-per-day ${Math.round(reality.eventsPerDay)}\` proposes ${shapeOf(plan)}.`;
  if (closedShards.averageBytes < SMALLEST_SHARD && differs) {
    return {
      severity: "notice",
      code: "shards_small",
      sentence: `Shards of closed ${period}s have ${formatBytes(closedShards.averageBytes)}: 10 to 50 GB are wanted. ${proposal}`,
    };
  }
  if (closedShards.largestBytes > LARGEST_SHARD) {
    const than = differs ? ` ${proposal}` : "";
    return {
      severity: "warning",
      code: "shards_large",
      sentence: `A shard of a closed ${period} has ${formatBytes(closedShards.largestBytes)}: above 50 GB it is slow to move and to recover.${than}`,
    };
  }
  return null;
}

function diskAhead(reality: IndexReality): PlanWarning | null {
  const plan = planOf(reality);
  const disk = reality.nodes.reduce((sum, { diskBytes }) => sum + diskBytes, 0);
  if (plan === null || disk === 0 || plan.dataBytes <= disk * (1 - DISK_HEADROOM)) return null;
  return {
    severity: "warning",
    code: "disk_ahead",
    sentence: `${formatPlural(reality.retentionDays, "day")} of these events need ${formatBytes(plan.dataBytes / (1 - DISK_HEADROOM))} of disk with room to spare; the nodes have ${formatBytes(disk)}.`,
  };
}

/** What today's load asks for on the nodes there are. */
function planOf(reality: IndexReality): IndexPlan | null {
  const { eventsPerDay, bytesPerEvent, peakFactor, retentionDays, replicas, nodes, maxShardsPerNode } =
    reality;
  if (bytesPerEvent === null || eventsPerDay === 0 || nodes.length === 0) return null;
  const disk = nodes.reduce((sum, { diskBytes }) => sum + diskBytes, 0);
  return planIndex({
    eventsPerDay,
    bytesPerEvent,
    peakFactor: Math.max(1, peakFactor ?? ASSUMED_PEAK),
    retentionDays,
    replicas,
    nodes: nodes.length,
    diskPerNodeBytes: disk / nodes.length,
    maxShardsPerNode,
  });
}

/** How new indices are made, and what today's load asks for, in one sentence. */
export function planSentence(reality: IndexReality): string {
  const made = shapeOf(reality);
  const plan = planOf(reality);
  if (plan === null) return `New indices: ${made}; too few events in closed ones to plan with`;
  const fits = shapeOf(plan);
  const today = `${fits} fit today's ${formatCompact(reality.eventsPerDay)} events a day`;
  return `New indices: ${fits === made ? today : `${made}; ${today}`}`;
}

function shapeOf({ period, shards }: Pick<IndexPlan, "period" | "shards">): string {
  return `${period === "hour" ? "hourly" : "daily"} indices of ${formatPlural(shards, "shard")}`;
}
