import { SAMPLE_MS, type Sample } from "./figures.ts";
import type { WorkerState } from "./heartbeat.ts";
import { combineLatency, latencyQuantile, NO_LATENCY } from "./latency.ts";

/** What went through lately, all living workers together. null: no worker says. */
export interface Flow {
  /** Events the stream took per second. */
  inPerSecond: number | null;
  /** Events handled per second: indexed, known already, or dead-lettered. */
  outPerSecond: number | null;
  /** Per ten seconds, oldest first: events per second. */
  inSeries: number[];
  outSeries: number[];
  /** Means per batch written to the index; null when none was. */
  batch: { events: number; bytes: number; ms: number } | null;
  /** Events written again because the index was busy, per second. */
  retriedPerSecond: number | null;
  /** Seconds until an event is searchable at the latest; null when none came. */
  searchable: { p50: number; p99: number } | null;
}

const WINDOW_MS = 60_000;

const handled = ({ indexed, duplicates, deadLettered }: Sample) => indexed + duplicates + deadLettered;

/** The newest sample and the one that many milliseconds before it, or the oldest there is. */
function ends(samples: readonly Sample[], windowMs: number): [Sample, Sample] | null {
  const last = samples.at(-1);
  const first = samples.find(({ at }) => last !== undefined && at >= last.at - windowMs);
  return last === undefined || first === undefined || first === last ? null : [first, last];
}

/** Per second between neighbouring samples, by the later one's time. */
function rates(samples: readonly Sample[], total: (sample: Sample) => number | null): Map<number, number> {
  const found = new Map<number, number>();
  for (const [place, sample] of samples.entries()) {
    const before = samples[place - 1];
    const [from, to] = [before === undefined ? null : total(before), total(sample)];
    if (before === undefined || from === null || to === null) continue;
    found.set(sample.at, Math.max(0, to - from) / ((sample.at - before.at) / 1_000));
  }
  return found;
}

const inOrder = (series: Map<number, number>) =>
  [...series].sort(([a], [b]) => a - b).map(([, rate]) => rate);

/** What the workers' samples say together: means and percentiles of the last minute, series of the last five. */
export function flowOf(workers: readonly WorkerState[], now: number): Flow {
  const living = workers.flatMap(({ alive, figures }) => (alive && figures !== null ? [figures] : []));
  const spans = living.flatMap(({ samples }) => {
    const span = ends(samples, WINDOW_MS);
    return span === null || now - span[1].at > WINDOW_MS ? [] : [span];
  });
  const sum = (of: (sample: Sample) => number) =>
    spans.reduce((total, [first, last]) => total + of(last) - of(first), 0);
  const perSecond = (of: (sample: Sample) => number) =>
    spans.length === 0
      ? null
      : spans.reduce(
          (rate, [first, last]) => rate + (of(last) - of(first)) / ((last.at - first.at) / 1_000),
          0,
        );

  // Each worker sees the whole topic's ends: the one with the longest memory speaks for all.
  const [witness] = living.toSorted((a, b) => b.samples.length - a.samples.length);
  const inSeries = rates(witness?.samples ?? [], (sample) => sample.ends);
  const lastMinute = inOrder(inSeries).slice(-WINDOW_MS / SAMPLE_MS);

  const outSeries = new Map<number, number>();
  let latency = NO_LATENCY;
  for (const { samples } of living) {
    for (const [at, rate] of rates(samples, handled)) outSeries.set(at, (outSeries.get(at) ?? 0) + rate);
  }
  for (const [first, last] of spans) {
    latency = combineLatency(latency, combineLatency(last.latency, first.latency, -1));
  }
  const [p50, p99] = [latencyQuantile(latency, 0.5), latencyQuantile(latency, 0.99)];
  const batches = sum((sample) => sample.batches);
  return {
    inPerSecond:
      lastMinute.length === 0
        ? null
        : lastMinute.reduce((total, rate) => total + rate, 0) / lastMinute.length,
    outPerSecond: perSecond(handled),
    inSeries: inOrder(inSeries),
    outSeries: inOrder(outSeries),
    batch:
      batches === 0
        ? null
        : {
            events: sum((sample) => sample.indexed + sample.duplicates) / batches,
            bytes: sum((sample) => sample.bytes) / batches,
            ms: (sum((sample) => sample.writeSeconds) * 1_000) / batches,
          },
    retriedPerSecond: perSecond((sample) => sample.retried),
    searchable: p50 === null || p99 === null ? null : { p50, p99 },
  };
}
