import { parseConfig } from "#lib/config.ts";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import { explainPlan, planProblems } from "#lib/pipeline/explain-plan.ts";
import { BYTES_PER_EVENT, type IndexPlan, type PlanInput, planIndex } from "#lib/pipeline/plan.ts";
import { SetupError } from "#lib/setup-error.ts";
import type { ClusterMeasures, IndexCluster } from "#lib/stores/event-index/cluster.ts";
import { openIndexCluster } from "#lib/stores/open.ts";
import { runCommand } from "./command.ts";
import { type CommandLine, HELP, parseCommandLine } from "./plan/options.ts";
import { planTable } from "./plan/table.ts";

/** What Elasticsearch allows unless told otherwise. */
const MAX_SHARDS_PER_NODE = 1_000;

function inputOf(line: CommandLine, days: number, measures: ClusterMeasures | null): PlanInput {
  const { eventsPerDay, peakFactor, replicas, diskPerNodeBytes } = line;
  return {
    eventsPerDay,
    bytesPerEvent: line.bytesPerEvent ?? measures?.stored?.bytesPerEvent ?? BYTES_PER_EVENT,
    peakFactor,
    retentionDays: line.retentionDays ?? days,
    nodes: line.nodes ?? (line.apply ? (measures?.dataNodes ?? null) : null),
    replicas,
    diskPerNodeBytes,
    maxShardsPerNode: measures?.maxShardsPerNode ?? MAX_SHARDS_PER_NODE,
  };
}

function sourceOf(line: CommandLine, measures: ClusterMeasures | null): string {
  if (line.bytesPerEvent !== null) return "Bytes per event as given.";
  if (measures === null) {
    return "Bytes per event as measured with the demo's events; a running cluster would tell (ELASTICSEARCH_URL).";
  }
  if (measures.stored === null) {
    return "Bytes per event as measured with the demo's events: the cluster has too few in closed hours to tell.";
  }
  return `Bytes per event as measured over ${formatCount(measures.stored.events)} events of this cluster.`;
}

/** How the cluster's index is made now, where there is one. */
function todayOf(measures: ClusterMeasures | null): string[] {
  if (measures === null) return [];
  const { dataNodes, layout } = measures;
  return [
    `The cluster has ${formatPlural(dataNodes, "data node")} and makes an index per ${layout.period} of ${formatPlural(layout.shards, "shard")} with ${formatPlural(layout.replicas, "replica")} as far as there are nodes.`,
  ];
}

/** A single node gets the second copy once another one joins. */
async function apply(cluster: IndexCluster, line: CommandLine, plan: IndexPlan): Promise<string> {
  const { period, shards } = plan;
  const replicas = line.replicas ?? Math.max(1, plan.replicas);
  const { from } = await cluster.apply({ period, shards, replicas });
  return `Applied: an index per ${period} from ${new Date(from).toISOString()} on, ${formatPlural(shards, "shard")} for each new one, ${formatPlural(replicas, "replica")} as far as there are nodes. What exists stays as it is.`;
}

await runCommand(async () => {
  const line = parseCommandLine(process.argv.slice(2));
  if (line === null) {
    process.stdout.write(HELP);
    return;
  }
  const config = parseConfig(process.env);
  const cluster = await openIndexCluster(config);
  try {
    if (line.apply && cluster === null) {
      throw new SetupError(
        "--apply needs ELASTICSEARCH_URL: the embedded index keeps an hour in a table of its own.",
      );
    }
    const measures = (await cluster?.measure()) ?? null;
    const input = inputOf(line, config.RETENTION_DAYS, measures);
    const plan = planIndex(input);
    const problems = planProblems(input, plan);
    if (line.apply && plan.totalShards > plan.shardLimit) {
      throw new SetupError(
        `Not applied: ${formatCount(plan.totalShards)} shards are more than ${formatPlural(plan.nodes, "node")} may hold (${formatCount(plan.shardLimit)}).`,
      );
    }
    const applied = line.apply && cluster !== null ? await apply(cluster, line, plan) : null;
    if (line.json) {
      process.stdout.write(`${JSON.stringify({ input, plan, problems, measured: measures, applied })}\n`);
      return;
    }
    const reasons = [...explainPlan(input, plan), sourceOf(line, measures), ...todayOf(measures)];
    const warnings = problems.map((problem) => `! ${problem}`);
    const parts = [planTable(plan), "", ...reasons, ...warnings, ...(applied === null ? [] : ["", applied])];
    process.stdout.write(`${parts.join("\n")}\n`);
  } finally {
    await cluster?.close();
  }
});
