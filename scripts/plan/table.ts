import { formatBytes } from "#lib/format/bytes.ts";
import { formatCount } from "#lib/format/number.ts";
import type { IndexPlan } from "#lib/pipeline/plan.ts";

/** A plan's figures, one a line. */
export function planTable(plan: IndexPlan): string {
  const rows: [string, string][] = [
    ["one index per", plan.period],
    ["primary shards", `${formatCount(plan.shards)} per index`],
    ["replicas", formatCount(plan.replicas)],
    [
      "shard size",
      `${formatBytes(plan.shardBytes)} on average, ${formatBytes(plan.largestShardBytes)} at most`,
    ],
    ["data nodes", formatCount(plan.nodes)],
    ["disk per node", formatBytes(plan.diskPerNodeBytes)],
    ["heap per node", formatBytes(plan.heapPerNodeBytes)],
    ["shards in all", `${formatCount(plan.totalShards)} of ${formatCount(plan.shardLimit)} allowed`],
  ];
  return rows.map(([name, value]) => `  ${name.padEnd(16)}${value}`).join("\n");
}
