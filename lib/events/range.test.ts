import { describe, expect, test } from "vitest";
import { bucketStarts, bucketWidth, parseRange, previousRange } from "./range.ts";

const NOW = Date.parse("2026-11-23T14:41:07Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("a range", () => {
  test.each([
    ["15m", 15 * MINUTE],
    ["3h", 3 * HOUR],
    ["7d", 7 * DAY],
    ["90s", 90_000],
  ])("range=%s ends now and moves with the clock", (range, length) => {
    expect(parseRange({ range }, NOW)).toEqual({ from: NOW - length, to: NOW, label: range });
  });

  test("ends with the second, so that all who ask within it ask the same", () => {
    expect(parseRange({ range: "1h" }, NOW + 1)).toEqual(parseRange({ range: "1h" }, NOW + 1_000));
    expect(parseRange({ range: "1h" }, NOW + 1).to).toBe(NOW + 1_000);
  });

  test("without anything it is the last hour", () => {
    expect(parseRange({}, NOW)).toEqual({ from: NOW - HOUR, to: NOW, label: "1h" });
  });

  test("from and to are instants, of any zone", () => {
    const range = parseRange({ from: "2026-11-23T14:00:00+02:00", to: "2026-11-23T14:00:00.5Z" }, NOW);
    expect(range).toEqual({
      from: Date.parse("2026-11-23T12:00:00Z"),
      to: Date.parse("2026-11-23T14:00:00.500Z"),
      label: null,
    });
  });

  test("from alone reaches to now", () => {
    expect(parseRange({ from: "2026-11-23T14:00:00Z" }, NOW).to).toBe(NOW);
  });

  test.each([
    ["range", { range: "" }],
    ["range", { range: "3" }],
    ["range", { range: "0h" }],
    ["range", { range: "-3h" }],
    ["range", { range: "NaNh" }],
    ["range", { range: "1e9d" }],
    ["range", { range: "31d" }],
    ["range", { range: "3h", from: "2026-11-23T14:00:00Z" }],
    ["from", { to: "2026-11-23T14:00:00Z" }],
    ["from", { from: "yesterday" }],
    ["from", { from: "2026-11-23T14:00:00" }],
    ["from", { from: "2026-13-45T14:00:00Z" }],
    ["from", { from: "2026-10-01T00:00:00Z" }],
    ["from", { from: "2027-11-23T14:00:00Z" }],
    ["from", { from: "2026-11-23T14:41:07Z" }],
    ["to", { from: "2026-11-23T14:00:00Z", to: "2026-11-23T14:00:00Z" }],
    ["to", { from: "2026-11-23T14:00:00Z", to: "2026-11-23T13:00:00Z" }],
    ["to", { from: "2026-11-23T14:00:00Z", to: "2026-11-25T13:00:00Z" }],
    ["to", { from: "2026-11-23T14:00:00Z", to: "1700000000" }],
  ])("an impossible one is refused, naming %s: %j", (field, input) => {
    expect(() => parseRange(input, NOW)).toThrow(expect.objectContaining({ code: "bad_request", field }));
  });

  test("retention is the longest", () => {
    expect(parseRange({ range: "30d" }, NOW).to).toBe(NOW);
    expect(parseRange({ range: "60d" }, NOW, 60).label).toBe("60d");
  });
});

test("the range before is as long and ends where this begins", () => {
  expect(previousRange({ from: 300, to: 500 })).toEqual({ from: 100, to: 300, label: null });
});

test("the range before an hour or more begins with a whole minute and is as long", () => {
  const to = NOW + 12_345;
  const minute = Math.floor((to - 3_600_000) / 60_000) * 60_000;
  expect(previousRange({ from: to - 3_600_000, to })).toEqual({
    from: minute - 3_600_000,
    to: minute,
    label: null,
  });
});

describe("buckets", () => {
  test.each([
    [15 * MINUTE, 10_000],
    [HOUR, MINUTE],
    [3 * HOUR, 2 * MINUTE],
    [24 * HOUR, 20 * MINUTE],
    [7 * DAY, 2 * HOUR],
    [30 * DAY, 8 * HOUR],
    [1_000, 1_000],
  ])("of %i ms are %i ms wide", (length, width) => {
    expect(bucketWidth({ from: NOW - length, to: NOW })).toBe(width);
  });

  test("are between 30 and 91 for every length from two minutes to ten years", () => {
    for (let length = 2 * MINUTE; length < 3_650 * DAY; length *= 1.37) {
      const range = { from: NOW - length, to: NOW };
      const starts = bucketStarts(range, bucketWidth(range));
      expect(starts.length).toBeGreaterThanOrEqual(30);
      expect(starts.length).toBeLessThanOrEqual(91);
    }
  });

  test("stand at multiples of their width and cover the range", () => {
    expect(bucketStarts({ from: 25, to: 40 }, 10)).toEqual([20, 30]);
  });
});
