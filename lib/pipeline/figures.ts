import { z } from "zod";

const count = z.number().nonnegative();

/** A worker's totals since its start, at some instant. Differences between two samples are what happened between. */
const sample = z.object({
  /** Milliseconds, a multiple of `SAMPLE_MS`. */
  at: z.number().int(),
  /** Sum of the topic's ends in the stream, by which all workers' input is known; null before it was asked. */
  ends: count.nullable(),
  read: count,
  indexed: count,
  duplicates: count,
  deadLettered: count,
  batches: count,
  bytes: count,
  writeSeconds: count,
  retried: count,
  latency: z.array(count),
});
export type Sample = z.output<typeof sample>;

/** What a worker tells with every heartbeat. */
export const workerFigures = z.object({
  rssBytes: count,
  /** Oldest first, at most `SAMPLES_KEPT`. */
  samples: z.array(sample),
});
export type WorkerFigures = z.output<typeof workerFigures>;

export const SAMPLE_MS = 10_000;
/** Five minutes. */
export const SAMPLES_KEPT = 31;
