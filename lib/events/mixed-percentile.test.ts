import { expect, test } from "vitest";
import { mixedP95 } from "./mixed-percentile.ts";

const part = (requests: number, p50: number, p95: number, p99: number) => ({ requests, p50, p95, p99 });

test("of no requests it is unknown", () => {
  expect(mixedP95([])).toBeNull();
  expect(mixedP95([{ requests: 0, p50: null, p95: null, p99: null }])).toBeNull();
});

test("of equal minutes it is theirs", () => {
  const minute = part(100, 100, 300, 500);
  expect(mixedP95([minute, minute, minute])).toBeCloseTo(300, 3);
});

test("of single requests it is the exact one", () => {
  const singles = Array.from({ length: 20 }, (_, n) => part(1, n + 1, n + 1, n + 1));
  expect(mixedP95(singles)).toBeGreaterThan(18);
  expect(mixedP95(singles)).toBeLessThanOrEqual(20);
});

test("a slow minute counts by its requests", () => {
  const fast = part(1_000, 100, 200, 250);
  const slow = part(10, 5_000, 8_000, 9_000);
  expect(mixedP95([fast, slow])).toBeLessThan(260);
  expect(mixedP95([fast, { ...slow, requests: 500 }])).toBeGreaterThan(4_000);
});
