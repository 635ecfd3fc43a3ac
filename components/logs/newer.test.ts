import { expect, test } from "vitest";
import type { HistogramView } from "#lib/events/views.ts";
import { newerThan } from "./newer.ts";

const MINUTE = 60_000;

/** Requests per minute from the epoch on. */
const chart = (...counts: number[]): Pick<HistogramView, "buckets" | "bucketMs"> => ({
  bucketMs: MINUTE,
  buckets: counts.map((count, minute) => ({
    at: minute * MINUTE,
    outcomes: { "2xx": count, "4xx": 0, "5xx": 0, invalid: 0, none: 0 },
  })),
});
const list = (...seconds: number[]) =>
  seconds.map((second) => ({ timestamp: new Date(second * 1_000).toISOString() }));

test("a list that has all of the chart has none above it", () => {
  expect(newerThan(list(70, 65, 10), false, chart(1, 2, 0))).toEqual({ count: 0, exact: true });
});

test("what came since counts, in the minute of the newest request and after", () => {
  expect(newerThan(list(70, 65, 10), false, chart(1, 5, 4))).toEqual({ count: 7, exact: true });
});

test("a list that is newer than the chart has none above it", () => {
  expect(newerThan(list(130, 70, 65, 10), false, chart(1, 2))).toEqual({ count: 0, exact: true });
  expect(newerThan(list(75, 70, 65, 10), false, chart(1, 2))).toEqual({ count: 0, exact: true });
});

test("within a minute that the list does not have whole, nobody can tell how many of the rest are newer", () => {
  expect(newerThan(list(70, 69), false, chart(9, 100))).toEqual({ count: 0, exact: false });
  expect(newerThan(list(70, 69), false, chart(9, 100, 3))).toEqual({ count: 3, exact: false });
  expect(newerThan(list(70, 69), true, chart(0, 3))).toEqual({ count: 1, exact: true });
});

test("everything is newer than an empty list, and nothing is known before the chart was read", () => {
  expect(newerThan([], true, chart(1, 2))).toEqual({ count: 3, exact: true });
  expect(newerThan([], true, undefined)).toEqual({ count: 0, exact: true });
});
