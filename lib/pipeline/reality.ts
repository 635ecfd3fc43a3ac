import type { ClusterMeasures } from "../stores/event-index/cluster.ts";
import { DAY_MS, HOUR_MS } from "../stores/event-index/hour.ts";
import type { IndexState } from "../stores/event-index/inspection.ts";
import type { IndexReality } from "./compare-plan.ts";

/** A part that ended this long ago hardly grows any more. */
const CLOSED_MS = 10 * 60_000;
/** Today's load: a week has its quiet days too. */
const LOOK_BACK_MS = 7 * DAY_MS;
/** Of fewer hours the busiest one says nothing about a day's peak. */
const FEWEST_HOURS = 24;

interface ClosedPart {
  from: number;
  to: number;
  documents: number;
  bytes: number;
  shards: number;
}

/** What runs, from what the cluster tells of its nodes and indices, and of how new ones are made. */
export function indexReality(
  { parts, nodes }: IndexState,
  { layout, stored, totalShards, maxShardsPerNode }: ClusterMeasures,
  retentionDays: number,
  now: number,
): IndexReality {
  const closed = parts.flatMap(({ from, to, ...sizes }): ClosedPart[] =>
    from === null || to === null || to + CLOSED_MS > now || from < now - LOOK_BACK_MS
      ? []
      : [{ from, to, ...sizes }],
  );
  const eventsPerDay = perDay(closed);
  return {
    eventsPerDay,
    bytesPerEvent: stored?.bytesPerEvent ?? null,
    peakFactor: peakOf(closed, eventsPerDay),
    retentionDays,
    period: layout.period,
    shards: layout.shards,
    // As far as there are nodes for them.
    replicas: Math.min(layout.replicas, Math.max(0, nodes.length - 1)),
    closedShards: shardsOf(closed.filter(({ from, to }) => to - from === LENGTH[layout.period])),
    totalShards,
    maxShardsPerNode,
    nodes: nodes.map(({ name, disk }) => ({ name, diskBytes: disk?.totalBytes ?? 0 })),
  };
}

const LENGTH = { hour: HOUR_MS, day: DAY_MS };

/** Over the time from the first part to the last, empty hours in between included. */
function perDay(closed: readonly ClosedPart[]): number {
  if (closed.length === 0) return 0;
  const from = Math.min(...closed.map((part) => part.from));
  const to = Math.max(...closed.map((part) => part.to));
  const events = closed.reduce((sum, { documents }) => sum + documents, 0);
  return (events / (to - from)) * DAY_MS;
}

/** null where hours are not told apart, or are too few. */
function peakOf(closed: readonly ClosedPart[], eventsPerDay: number): number | null {
  const hours = closed.filter(({ from, to }) => to - from === HOUR_MS);
  if (hours.length < FEWEST_HOURS || eventsPerDay === 0) return null;
  return Math.max(...hours.map(({ documents }) => documents)) / (eventsPerDay / 24);
}

function shardsOf(parts: readonly ClosedPart[]): IndexReality["closedShards"] {
  const shards = parts.reduce((sum, part) => sum + part.shards, 0);
  if (shards === 0) return null;
  return {
    averageBytes: parts.reduce((sum, { bytes }) => sum + bytes, 0) / shards,
    largestBytes: Math.max(...parts.map((part) => part.bytes / Math.max(1, part.shards))),
  };
}
