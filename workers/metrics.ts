import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { SearchableSeconds } from "./searchable-seconds.ts";

/**
 * What a worker counts of its own work; names follow Prometheus' conventions and are public (docs/operations.md).
 * `visibilityMs` is the index's.
 */
export function createMetrics(visibilityMs: () => number = () => 0) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    read: new Counter({
      name: "channelscope_events_read_total",
      help: "Records read from the stream",
      registers,
    }),
    indexed: new Counter({
      name: "channelscope_events_indexed_total",
      help: "Events written to the index",
      registers,
    }),
    duplicates: new Counter({
      name: "channelscope_events_duplicate_total",
      help: "Events that the index already had",
      registers,
    }),
    deadLetters: new Counter({
      name: "channelscope_dead_letters_total",
      help: "Records that could not become events",
      labelNames: ["reason"],
      registers,
    }),
    droppedFields: new Counter({
      name: "channelscope_event_fields_dropped_total",
      help: "Unknown fields that were left out of events",
      registers,
    }),
    retries: new Counter({
      name: "channelscope_store_retries_total",
      help: "Tries again after a store refused for a passing reason",
      labelNames: ["store"],
      registers,
    }),
    retriedItems: new Counter({
      name: "channelscope_index_items_retried_total",
      help: "Events of a batch that the index refused for a passing reason, and that were written again",
      registers,
    }),
    batchEvents: new Histogram({
      name: "channelscope_index_batch_events",
      help: "Events of one batch to the index",
      buckets: [1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_000, 5_000],
      registers,
    }),
    batchBytes: new Histogram({
      name: "channelscope_index_batch_bytes",
      help: "Bytes of one batch to the index, as its events came",
      buckets: [1_000, 10_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_000_000, 5_000_000],
      registers,
    }),
    writeSeconds: new Histogram({
      name: "channelscope_index_write_seconds",
      help: "Time to write one batch to the index, tries included",
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    }),
    archiveRead: new Counter({
      name: "channelscope_archive_read_total",
      help: "Records read from the stream to be archived",
      labelNames: ["topic"],
      registers,
    }),
    archived: new Counter({
      name: "channelscope_events_archived_total",
      help: "Records that a commit of the archive covers",
      labelNames: ["topic"],
      registers,
    }),
    archivedFiles: new Counter({
      name: "channelscope_archive_files_total",
      help: "Files that commits of the archive name",
      labelNames: ["topic"],
      registers,
    }),
    archiveCommitSeconds: new Histogram({
      name: "channelscope_archive_commit_seconds",
      help: "Time to bring the files of one commit to the archive, tries included",
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
      registers,
    }),
    searchable: new SearchableSeconds(registry, visibilityMs),
    alertSeconds: new Histogram({
      name: "channelscope_alert_evaluation_seconds",
      help: "Time of one round over all alert Recipes of this evaluator",
      buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    alertsJudgedTo: new Gauge({
      name: "channelscope_alerts_judged_to_timestamp_seconds",
      help: "Up to which instant of the events this evaluator has judged its alert Recipes",
      registers,
    }),
    heartbeat: new Gauge({
      name: "channelscope_worker_heartbeat_timestamp_seconds",
      help: "When this worker last said to the application database that it lives",
      registers,
    }),
  };
}

export type WorkerMetrics = ReturnType<typeof createMetrics>;
