import { expect, test } from "vitest";
import type { Backtest } from "#lib/alerts/views.ts";
import { backtestChart } from "./backtest-points.ts";

const MINUTE = 60_000;
const past = (length: number, spacing: number): Backtest => ({
  from: 0,
  to: length * spacing,
  step_ms: MINUTE,
  unit: "percent",
  threshold: 5,
  series: Array.from({ length }, (_, place) => ({
    at: place * spacing,
    value: place === 100 ? 40 : place % 2 === 0 ? null : 1,
    limit: null as number | null,
  })),
  firings: [],
  suggestion: null,
});

test("a chart has fewer points than a long past, and the worst of each stretch", () => {
  const { points, bucketMs, measure, threshold } = backtestChart(past(1_000, 10 * MINUTE), false);
  expect(points.length).toBeLessThanOrEqual(336);
  expect(bucketMs).toBe(30 * MINUTE);
  expect(points[1]?.at).toBe(bucketMs);
  expect([measure, threshold]).toEqual(["share", 0.05]);
  expect(Math.max(...points.map(({ values }) => values.value ?? 0))).toBe(0.4);
});

test("of silence, the least is the worst", () => {
  const { points } = backtestChart({ ...past(1_000, MINUTE), unit: "requests", threshold: 0 }, true);
  expect(points[33]?.values.value).toBe(1);
});

test("a limit that changes is that of the point which is shown, and absent where none changes", () => {
  const { series, ...rest } = past(1_000, MINUTE);
  const moving = { ...rest, series: series.map((point, place) => ({ ...point, limit: place })) };
  const { points, limited } = backtestChart({ ...moving, unit: "ratio", threshold: null }, false);
  expect(limited).toBe(true);
  expect(points[33]?.values).toEqual({ value: 40, limit: 100 });
  const plain = backtestChart({ ...rest, series }, false);
  expect(plain.limited).toBe(false);
  expect(plain.points[33]?.values).toEqual({ value: 0.4 });
});
