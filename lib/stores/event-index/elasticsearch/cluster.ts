import type { Client } from "@elastic/elasticsearch";
import type { Clock } from "../../../clock.ts";
import type { ClusterMeasures, IndexLayout } from "../cluster.ts";
import { HOUR_MS } from "../hour.ts";
import type { Hour } from "../port.ts";
import { holds, LENGTH, type PeriodChange, periodOf, type Schedule } from "./names.ts";
import { findLayout, putLayout, readLayout } from "./schedule.ts";

/** Writers know of a change within a minute, and events may be 5 minutes ahead of their clock. */
const AHEAD_MS = 15 * 60_000;
/** A part that ended this long ago hardly changes any more. */
const CLOSED_MS = 10 * 60_000;
/** Fewer events than this say more about an index's fixed costs than about theirs. */
const FEWEST_EVENTS = 10_000;

export async function measure(client: Client, prefix: string, clock: Clock): Promise<ClusterMeasures> {
  const [{ nodes }, counts, settings, stored, { schedule, shards, replicas }] = await Promise.all([
    client.nodes.info({ metric: "http", filter_path: "nodes.*.roles" }),
    client.cluster.health({ filter_path: "active_shards,initializing_shards,unassigned_shards" }),
    client.cluster.getSettings({
      include_defaults: true,
      flat_settings: true,
      filter_path: "*.cluster.max_shards_per_node",
    }),
    measureStored(client, prefix, clock.now()),
    findLayout(client, prefix),
  ]);
  const limit = [settings.transient, settings.persistent, settings.defaults]
    .map((level) => Number(level?.["cluster.max_shards_per_node"]))
    .find((value) => value > 0);
  return {
    dataNodes: Object.values(nodes).filter(({ roles }) => roles.some((role) => role.startsWith("data")))
      .length,
    totalShards: counts.active_shards + counts.initializing_shards + counts.unassigned_shards,
    maxShardsPerNode: limit ?? 1_000,
    stored,
    layout: { period: schedule.at(-1)?.period ?? "hour", shards, replicas },
  };
}

async function measureStored(
  client: Client,
  prefix: string,
  now: number,
): Promise<ClusterMeasures["stored"]> {
  const { indices = {} } = await client.indices.stats({
    index: `${prefix}-*`,
    metric: ["docs", "store"],
    filter_path: "indices.*.primaries.docs.count,indices.*.primaries.store.size_in_bytes",
  });
  let events = 0;
  let bytes = 0;
  for (const [name, { primaries }] of Object.entries(indices)) {
    const holding = holds(prefix, name);
    if (holding === null || holding.from + LENGTH[holding.period] + CLOSED_MS > now) continue;
    events += primaries?.docs?.count ?? 0;
    bytes += primaries?.store?.size_in_bytes ?? 0;
  }
  return events < FEWEST_EVENTS ? null : { events, bytesPerEvent: bytes / events };
}

/** Answers from when on the period holds. */
export async function applyLayout(
  client: Client,
  prefix: string,
  { period, shards, replicas }: IndexLayout,
  clock: Clock,
): Promise<Hour> {
  const { schedule } = await readLayout(client, prefix);
  const change = { from: Math.ceil((clock.now() + AHEAD_MS) / HOUR_MS) * HOUR_MS, period };
  await putLayout(
    client,
    prefix,
    { schedule: changed(schedule, change), shards, replicas },
    { create: false },
  );
  return change.from;
}

/** What was to change later is forgotten; what holds already is not written again. */
export function changed(schedule: Schedule, change: PeriodChange): PeriodChange[] {
  const kept = schedule.filter(({ from }) => from < change.from);
  return periodOf(kept, change.from) === change.period ? kept : [...kept, change];
}
