import { formatBytes } from "../format/bytes.ts";
import { formatCount, formatPercentShort, formatPlural, formatRate } from "../format/number.ts";
import {
  DISK_HEADROOM,
  EVENTS_PER_SECOND_AND_SHARD,
  type IndexPlan,
  type PlanInput,
  QUORUM,
  SMALLEST_SHARD,
} from "./plan.ts";

/** Why the plan is as it is, one sentence or two for each decision. */
export function explainPlan(input: PlanInput, plan: IndexPlan): string[] {
  return [
    load(input, plan),
    period(input, plan),
    shards(plan),
    copies(plan),
    nodes(input, plan),
    disk(input, plan),
  ];
}

/** Where the given nodes are not enough; empty when they are. */
export function planProblems(input: PlanInput, plan: IndexPlan): string[] {
  if (input.nodes === null) return [];
  const { disk: byDisk, writing, shards: byShards, copies: byCopies } = plan.nodesNeeded;
  const have = formatPlural(input.nodes, "node");
  const problems: string[] = [];
  if (byDisk > input.nodes) {
    problems.push(
      `${have} with ${formatBytes(input.diskPerNodeBytes)} each are too small: ${formatPlural(byDisk, "node")} or ${formatBytes(plan.diskPerNodeBytes)} each are needed.`,
    );
  }
  if (writing > input.nodes) {
    problems.push(`${have} cannot write the peak: ${formatPlural(writing, "node")} of two cores are needed.`);
  }
  if (byShards > input.nodes) {
    problems.push(
      `${formatCount(plan.totalShards)} shards are more than ${have} may hold (${formatCount(plan.shardLimit)}): use more nodes, keep events for fewer days, or raise cluster.max_shards_per_node.`,
    );
  }
  if (plan.replicas >= input.nodes) {
    problems.push(
      `${formatPlural(plan.replicas + 1, "copy", "copies")} need as many nodes; there ${input.nodes === 1 ? "is" : "are"} ${formatCount(input.nodes)}.`,
    );
  } else if (byCopies > input.nodes && plan.replicas > 0) {
    problems.push(`With fewer than ${QUORUM} nodes the cluster cannot elect a master once one is lost.`);
  }
  return problems;
}

function load({ eventsPerDay, bytesPerEvent, peakFactor }: PlanInput, plan: IndexPlan): string {
  return `${formatCount(eventsPerDay)} events a day are ${formatRate(plan.eventsPerSecond)}/s, ${formatRate(plan.peakEventsPerSecond)}/s at ${peakFactor} times that, and ${formatBytes(eventsPerDay * bytesPerEvent)} a day at ${formatCount(bytesPerEvent)} bytes each.`;
}

function period({ eventsPerDay, bytesPerEvent }: PlanInput, plan: IndexPlan): string {
  const hour = (eventsPerDay / 24) * bytesPerEvent;
  const size = `An average hour has ${formatBytes(hour)}`;
  if (plan.period === "hour") {
    return `${size}, enough for an index of its own: whole hours are closed, merged and dropped, and a query opens only those it needs.`;
  }
  if (hour < SMALLEST_SHARD)
    return `${size}, too little for an index of its own (10 GB at least): a day has one.`;
  return `${size}, but an index for each is more shards than the nodes may hold: a day has one.`;
}

function shards({ shards, period, shardBytes, largestShardBytes, peakEventsPerSecond }: IndexPlan): string {
  const written = Math.ceil(peakEventsPerSecond / EVENTS_PER_SECOND_AND_SHARD);
  const reason =
    shards === 1
      ? "One shard holds it"
      : written === shards
        ? `${shards} shards write the peak, ${formatCount(EVENTS_PER_SECOND_AND_SHARD)} events/s each`
        : `${shards} shards keep each below 50 GB`;
  return `${reason}: ${formatBytes(shardBytes)} a shard in an average ${period}, ${formatBytes(largestShardBytes)} in a busy one.`;
}

function copies({ replicas }: IndexPlan): string {
  if (replicas === 0) return "There is no second copy: losing the disk of a node loses its events.";
  return `Each shard has ${formatPlural(replicas, "replica")}: as many nodes can be lost without losing an event.`;
}

function nodes(input: PlanInput, { nodesNeeded: needed, nodes: count }: IndexPlan): string {
  const sums = `disk asks for ${needed.disk}, writing for ${needed.writing}, the shard limit for ${needed.shards}, copies for ${needed.copies}`;
  return input.nodes === null
    ? `${formatPlural(count, "data node")}: ${sums}.`
    : `${formatPlural(count, "data node")} given: ${sums}.`;
}

function disk({ retentionDays }: PlanInput, plan: IndexPlan): string {
  return `${formatPlural(retentionDays, "day")} of all copies are ${formatBytes(plan.dataBytes)}; with ${formatPercentShort(DISK_HEADROOM)} of each disk free, which Elasticsearch asks for, ${formatBytes(plan.diskPerNodeBytes)} a node.`;
}
