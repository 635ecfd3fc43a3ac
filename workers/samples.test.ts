import { expect, test } from "vitest";
import { SAMPLE_MS, SAMPLES_KEPT, workerFigures } from "#lib/pipeline/figures.ts";
import { createMetrics } from "./metrics.ts";
import { Samples } from "./samples.ts";

test("are the counters as they stood every ten seconds, the last five minutes of them", async () => {
  const metrics = createMetrics();
  const samples = new Samples(metrics);
  for (let step = 0; step < 40; step += 1) {
    metrics.indexed.inc(100);
    metrics.batchEvents.observe(100);
    await samples.take(step * SAMPLE_MS + 17, step);
    await samples.take(step * SAMPLE_MS + 5_000, 1_000);
  }
  const { samples: kept } = samples.figures();
  expect(kept).toHaveLength(SAMPLES_KEPT);
  expect(kept.at(-1)).toMatchObject({ at: 39 * SAMPLE_MS, ends: 39, indexed: 4_000, batches: 40 });
  expect(kept.at(0)).toMatchObject({ at: 9 * SAMPLE_MS, indexed: 1_000 });
});

test("travel as JSON", async () => {
  const metrics = createMetrics();
  const samples = new Samples(metrics);
  await samples.take(0, null);
  const figures = samples.figures();
  expect(workerFigures.parse(JSON.parse(JSON.stringify(figures)))).toEqual(figures);
});
