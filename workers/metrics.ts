import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What the index worker counts; names follow Prometheus' conventions and are public. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
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
    writeSeconds: new Histogram({
      name: "channelscope_index_write_seconds",
      help: "Time to write one batch to the index, tries included",
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    }),
    latencySeconds: new Histogram({
      name: "channelscope_event_to_index_seconds",
      help: "From the stream's taking a batch's oldest event to its being written",
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 3_600],
      registers,
    }),
    lag: new Gauge({
      name: "channelscope_consumer_lag",
      help: "Records not yet acknowledged",
      labelNames: ["topic", "partition"],
      registers,
    }),
  };
}

export type WorkerMetrics = ReturnType<typeof createMetrics>;
