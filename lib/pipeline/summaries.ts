import { type IndexState, reachedWatermark } from "../stores/event-index/inspection.ts";
import type { TopicState } from "../stores/event-stream/inspection.ts";
import { SAMPLE_MS } from "./figures.ts";
import { flowOf } from "./flow.ts";
import type { WorkerState } from "./heartbeat.ts";
import type { IndexView, StreamView, WorkerView } from "./views.ts";

const DAY_MS = 86_400_000;

/** `age` answers how old what is complete of a partition is, for the group that says so. */
export function summarizeStream(
  topics: readonly TopicState[],
  age: (group: string, topic: string, partition: number) => number | null,
): StreamView {
  const events = topics.filter(({ topic }) => !topic.endsWith(".dead"));
  const all = topics.flatMap(({ topic, partitions }) => partitions.map((one) => ({ topic, ...one })));
  const kept = all.map(({ bytes }) => bytes);
  return {
    partitions: events.find(({ topic }) => topic === "api-requests")?.partitions.length ?? 0,
    replicas: Math.max(0, ...all.map(({ replicas }) => replicas)),
    underReplicated: all
      .filter(({ replicas, inSync }) => inSync < replicas)
      .map(({ topic, partition, replicas, inSync }) => ({ topic, partition, replicas, inSync })),
    bytes: kept.some((bytes) => bytes === null)
      ? null
      : kept.reduce<number>((sum, one) => sum + (one ?? 0), 0),
    lag: topics.flatMap(({ topic, groups }) =>
      groups.flatMap(({ group, partitions }) =>
        partitions.map(({ partition, lag }) => ({
          topic,
          group,
          partition,
          lag,
          behindMs: age(group, topic, partition),
        })),
      ),
    ),
    deadLetters: all
      .filter(({ topic }) => topic === "api-requests.dead")
      .reduce((sum, { oldest, end }) => sum + end - oldest, 0),
  };
}

export function summarizeIndex({ status, parts, nodes }: IndexState, now: number): IndexView {
  const sum = (of: (part: (typeof parts)[number]) => number) =>
    parts.reduce((total, part) => total + of(part), 0);
  const hours = parts.flatMap(({ from, ...part }) => (from === null ? [] : [{ ...part, from }]));
  return {
    status,
    hours: hours.length,
    documents: sum((part) => part.documents),
    bytes: sum((part) => part.bytes),
    unassigned: sum((part) => part.unassigned),
    largestShardBytes: Math.max(0, ...hours.map(({ bytes, shards }) => bytes / Math.max(1, shards))),
    recent: hours
      .filter(({ from }) => from > now - DAY_MS)
      .map(({ from, documents, bytes, shards, status: one }) => ({
        from,
        documents,
        bytes,
        shards,
        status: one,
      })),
    nodes: nodes.map((node) => ({ ...node, reached: reachedWatermark(node) })),
  };
}

export function summarizeWorker(worker: WorkerState, now: number): WorkerView {
  const { id, roles, startedAt, beatAt, alive, figures } = worker;
  const handles = alive && (figures?.samples.length ?? 0) * SAMPLE_MS > 0;
  return {
    id,
    roles,
    startedAt,
    beatAt,
    alive,
    perSecond: handles ? flowOf([worker], now).outPerSecond : null,
    rssBytes: figures?.rssBytes ?? null,
  };
}
