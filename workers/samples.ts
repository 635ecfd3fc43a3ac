import type { Counter, Histogram } from "prom-client";
import { SAMPLE_MS, SAMPLES_KEPT, type Sample, type WorkerFigures } from "#lib/pipeline/figures.ts";
import type { WorkerMetrics } from "./metrics.ts";

async function totalOf(metric: Counter): Promise<number> {
  return (await metric.get()).values.reduce((sum, { value }) => sum + value, 0);
}

async function partOf(metric: Histogram, part: "sum" | "count"): Promise<number> {
  const { name, values } = await metric.get();
  return values.find(({ metricName }) => metricName === `${name}_${part}`)?.value ?? 0;
}

/** Keeps the last minutes of a worker's own counters, as they stood every ten seconds. */
export class Samples {
  readonly #metrics: WorkerMetrics;
  #kept: Sample[] = [];

  constructor(metrics: WorkerMetrics) {
    this.#metrics = metrics;
  }

  /** Takes a sample unless this ten seconds have one. `ends` is the sum of the topic's ends in the stream. */
  async take(now: number, ends: number | null): Promise<void> {
    const at = Math.floor(now / SAMPLE_MS) * SAMPLE_MS;
    if (this.#kept.at(-1)?.at === at) return;
    const { read, indexed, duplicates, deadLetters, batchEvents, batchBytes, writeSeconds } = this.#metrics;
    const sample: Sample = {
      at,
      ends,
      read: await totalOf(read),
      indexed: await totalOf(indexed),
      duplicates: await totalOf(duplicates),
      deadLettered: await totalOf(deadLetters),
      batches: await partOf(batchEvents, "count"),
      bytes: await partOf(batchBytes, "sum"),
      writeSeconds: await partOf(writeSeconds, "sum"),
      retried: await totalOf(this.#metrics.retriedItems),
      latency: [...this.#metrics.searchable.counts],
    };
    this.#kept = [...this.#kept, sample].slice(-SAMPLES_KEPT);
  }

  figures(): WorkerFigures {
    return { rssBytes: process.memoryUsage.rss(), samples: this.#kept };
  }
}
