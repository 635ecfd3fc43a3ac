import { formatBytes } from "../format/bytes.ts";
import { formatDuration } from "../format/duration.ts";
import { formatCount, formatPercentShort, formatPlural } from "../format/number.ts";
import type { PlanWarning } from "./compare-plan.ts";
import { ARCHIVE_GROUP } from "./groups.ts";
import type { PipelineView, PipelineWarning } from "./views.ts";

/** Lag that a restart or a rebalance leaves for a moment is nobody's concern. */
export const LAG_LIMIT = 1_000;

/** Whether a group does not keep up with its partition. */
export const isBehind = ({ group, lag }: { group: string; lag: number }): boolean =>
  lag > LAG_LIMIT && group !== ARCHIVE_GROUP;
/** Promised: searchable within 2 s. */
export const SEARCHABLE_LIMIT_S = 2;

type Facts = Omit<PipelineView, "warnings">;

function ofStores({ stream, index, stores }: Facts): PipelineWarning[] {
  const away = (what: string): PipelineWarning => ({
    severity: "danger",
    sentence: `${what} does not answer. What was received is kept, and is handled once it does.`,
  });
  return [
    ...(stream === null ? [away(`The event stream (${stores.stream})`)] : []),
    ...(index === null ? [away(`The event index (${stores.index})`)] : []),
  ];
}

function ofWorkers({ workers }: Facts): PipelineWarning[] {
  const dead = workers.filter(({ alive }) => !alive);
  if (!workers.some(({ alive, roles }) => alive && roles.includes("index"))) {
    const sentence = "No worker writes the index: events wait in the stream. Start npm run worker.";
    return [{ severity: "danger", sentence }];
  }
  return dead.map(({ id, beatAt }) => ({
    severity: "warning",
    sentence: `Worker ${id} died: it was last heard of at ${new Date(beatAt).toISOString().slice(11, 19)} UTC.`,
  }));
}

function ofStream({ stream }: Facts): PipelineWarning[] {
  if (stream === null) return [];
  const { underReplicated, lag } = stream;
  const warnings: PipelineWarning[] = lag
    .filter(isBehind)
    .map(({ topic, group, partition, lag: records, behindMs }) => ({
      severity: "warning",
      sentence: `${group} is ${formatPlural(records, "record")} behind in partition ${partition} of ${topic}${
        behindMs === null ? "" : `, ${formatDuration(behindMs)}`
      }.`,
    }));
  const [first] = underReplicated;
  if (first !== undefined) {
    const others = underReplicated.length - 1;
    const more = others === 0 ? "" : `, and ${formatPlural(others, "more partition")}`;
    warnings.push({
      severity: "danger",
      sentence: `Partition ${first.partition} of ${first.topic} has ${first.inSync} of ${first.replicas} replicas in sync${more}: a broker is down or behind.`,
    });
  }
  return warnings;
}

const DOES = {
  low: "takes no new shards",
  high: "sends its shards away",
  flood: "refuses writes",
} as const;

function ofIndex({ index }: Facts): PipelineWarning[] {
  if (index === null) return [];
  const warnings: PipelineWarning[] = [];
  if (index.status !== "green") {
    const missing = formatPlural(index.unassigned, "shard");
    warnings.push({
      severity: index.status === "red" ? "danger" : "warning",
      sentence:
        index.status === "red"
          ? `The index is red: ${missing} on no node, and events of those hours cannot be read.`
          : `The index is yellow: ${missing} on no node; all events can be read, but some have no copy.`,
    });
  }
  for (const { name, disk, reached } of index.nodes) {
    if (disk === null || reached === null) continue;
    const share = formatPercentShort(disk.usedBytes / disk.totalBytes);
    warnings.push({
      severity: reached === "low" ? "warning" : "danger",
      sentence: `The disk of ${name} is ${share} full (${formatBytes(disk.totalBytes - disk.usedBytes)} free): above the ${reached} watermark a node ${DOES[reached]}.`,
    });
  }
  return warnings;
}

function ofFlow({ flow }: Facts): PipelineWarning[] {
  const warnings: PipelineWarning[] = [];
  const p99 = flow.searchable?.p99 ?? 0;
  if (p99 > SEARCHABLE_LIMIT_S) {
    warnings.push({
      severity: "warning",
      sentence: `One event in a hundred takes longer than ${formatDuration(p99 * 1_000)} until it is searchable; ${SEARCHABLE_LIMIT_S} s are promised.`,
    });
  }
  const retried = flow.retriedPerSecond ?? 0;
  if (retried > 0 && flow.outPerSecond === 0) {
    // However few: one event that is refused again and again holds up all behind it.
    warnings.push({
      severity: "danger",
      sentence:
        "Nothing is indexed: the index refuses the same events again and again. The worker's log says why.",
    });
  } else if (retried >= 1) {
    warnings.push({
      severity: "warning",
      sentence: `The index is busy: ${formatCount(retried)} events per second are written again.`,
    });
  }
  return warnings;
}

const SEVERITY = { critical: "danger", warning: "warning", notice: "info" } as const;

const ORDER: PipelineWarning["severity"][] = ["danger", "warning", "info"];

/** What an operator should look at, the worst first; empty when all is well. `plan`: where the index differs from it. */
export function pipelineWarnings(facts: Facts, plan: readonly PlanWarning[]): PipelineWarning[] {
  const all = [
    ...ofStores(facts),
    ...ofWorkers(facts),
    ...ofStream(facts),
    ...ofIndex(facts),
    ...ofFlow(facts),
    ...plan.map(({ severity, sentence }) => ({ severity: SEVERITY[severity], sentence })),
  ];
  return all.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}
