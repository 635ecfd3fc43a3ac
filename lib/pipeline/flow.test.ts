import { describe, expect, test } from "vitest";
import { SAMPLE_MS, type Sample } from "./figures.ts";
import { flowOf } from "./flow.ts";
import type { WorkerState } from "./heartbeat.ts";
import { latencyBucket, NO_LATENCY } from "./latency.ts";

const AT = Date.parse("2026-03-02T10:00:00Z");

/** Samples of a worker that handles so many events per second, in batches of 50, each searchable after 0.9 s. */
function samples(perSecond: number, count: number, end = AT): Sample[] {
  return Array.from({ length: count }, (_, place) => {
    const done = perSecond * 10 * place;
    const latency = [...NO_LATENCY];
    latency[latencyBucket(0.9)] = done;
    return {
      at: end - (count - 1 - place) * SAMPLE_MS,
      ends: 1_000 + 300 * place,
      read: done,
      indexed: done,
      duplicates: 0,
      deadLettered: 0,
      batches: done / 50,
      bytes: done * 400,
      writeSeconds: (done / 50) * 0.04,
      retried: 0,
      latency,
    };
  });
}

const worker = (id: string, overrides: Partial<WorkerState> = {}): WorkerState => ({
  id,
  host: "a",
  roles: ["index"],
  startedAt: AT,
  beatAt: AT,
  alive: true,
  figures: { rssBytes: 1, samples: samples(20, 31) },
  ...overrides,
});

describe("what went through", () => {
  test("is the sum over workers; what the stream took is the same for each", () => {
    const flow = flowOf([worker("a/1"), worker("a/2")], AT + 3_000);
    expect(flow.outPerSecond).toBeCloseTo(40);
    expect(flow.inPerSecond).toBeCloseTo(30);
    expect(flow.outSeries).toHaveLength(30);
    expect(flow.outSeries.at(-1)).toBeCloseTo(40);
    expect(flow.batch?.events).toBeCloseTo(50);
    expect(flow.batch?.bytes).toBeCloseTo(20_000);
    expect(flow.batch?.ms).toBeCloseTo(40);
    expect(flow.searchable?.p99).toBeGreaterThan(0.75);
    expect(flow.searchable?.p99).toBeLessThanOrEqual(1);
  });

  test("is unknown without a living worker, and with one that just started", () => {
    const none = { inPerSecond: null, outPerSecond: null, batch: null, searchable: null };
    expect(flowOf([], AT)).toMatchObject(none);
    expect(flowOf([worker("a/1", { alive: false })], AT)).toMatchObject(none);
    const young = worker("a/1", { figures: { rssBytes: 1, samples: samples(20, 1) } });
    expect(flowOf([young], AT)).toMatchObject(none);
  });

  test("of an idle pipeline is nothing, not unknown", () => {
    const idle = worker("a/1", { figures: { rssBytes: 1, samples: samples(0, 31) } });
    expect(flowOf([idle], AT)).toMatchObject({ outPerSecond: 0, batch: null, searchable: null });
  });
});
