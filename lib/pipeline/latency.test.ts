import { describe, expect, test } from "vitest";
import { combineLatency, LATENCY_BOUNDS, latencyBucket, latencyQuantile, NO_LATENCY } from "./latency.ts";

const counted = (...seconds: number[]) => {
  const counts = [...NO_LATENCY];
  for (const one of seconds) {
    const place = latencyBucket(one);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
};

describe("the time until an event is searchable", () => {
  test("is unknown without events", () => {
    expect(latencyQuantile(NO_LATENCY, 0.5)).toBeNull();
  });

  test("lies between the bounds around it", () => {
    const counts = counted(...new Array<number>(98).fill(0.9), 2.2, 2.2);
    expect(latencyQuantile(counts, 0.5)).toBeGreaterThan(0.75);
    expect(latencyQuantile(counts, 0.5)).toBeLessThanOrEqual(1);
    expect(latencyQuantile(counts, 0.99)).toBeGreaterThan(2);
    expect(latencyQuantile(counts, 0.99)).toBeLessThanOrEqual(2.5);
  });

  test("beyond the last bound is said to be the last bound", () => {
    expect(latencyQuantile(counted(90_000), 0.5)).toBe(LATENCY_BOUNDS.at(-1));
  });

  test("adds up over workers, and subtracts to what came since", () => {
    const before = counted(0.1, 0.1);
    const after = combineLatency(before, counted(4));
    expect(combineLatency(after, before, -1)).toEqual(counted(4));
  });
});
