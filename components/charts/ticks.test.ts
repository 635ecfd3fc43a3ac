import { describe, expect, it } from "vitest";
import { countTicks, durationTicks, shareTicks, timeTickLabel, timeTicks } from "./ticks.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const starts = (from: string, bucketMs: number, count: number) =>
  Array.from({ length: count }, (_, index) => Date.parse(from) + index * bucketMs);
const labels = (from: string, bucketMs: number, count: number, limit: number, zone = "UTC") => {
  const ticks = timeTicks(starts(from, bucketMs, count), bucketMs, limit, zone);
  return ticks.at.map((at) => timeTickLabel(at, ticks.step, zone));
};

describe("ticks of counts", () => {
  it("are round and reach the highest value", () => {
    expect(countTicks(1_240)).toEqual([0, 500, 1_000, 1_500]);
    expect(countTicks(88)).toEqual([0, 25, 50, 75, 100]);
    expect(countTicks(1_000)).toEqual([0, 250, 500, 750, 1_000]);
  });

  it("are whole numbers, also for next to nothing", () => {
    expect(countTicks(3)).toEqual([0, 1, 2, 3]);
    expect(countTicks(0)).toEqual([0, 1]);
  });
});

describe("ticks of durations", () => {
  it("step in milliseconds, seconds and minutes that people know", () => {
    expect(durationTicks(730)).toEqual([0, 200, 400, 600, 800]);
    expect(durationTicks(1_800)).toEqual([0, 500, 1_000, 1_500, 2_000]);
    expect(durationTicks(42_000)).toEqual([0, 15_000, 30_000, 45_000]);
    expect(durationTicks(0)).toEqual([0, 1]);
  });
});

describe("ticks of shares", () => {
  it("are round, reach the highest value and never more than all", () => {
    expect(shareTicks(0.13)).toEqual([0, 0.05, 0.1, 0.15000000000000002]);
    expect(shareTicks(1)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });

  it("leave next to nothing at the bottom", () => {
    expect(shareTicks(0.0001)).toEqual([0, 0.005, 0.01, 0.015, 0.02]);
  });
});

describe("ticks of time", () => {
  it("stand at round times, not at multiples of the first bucket", () => {
    expect(labels("2026-11-23T11:42:00Z", 2 * MINUTE, 90, 8)).toEqual([
      "12:00",
      "12:30",
      "13:00",
      "13:30",
      "14:00",
      "14:30",
    ]);
  });

  it("are never more than asked for", () => {
    for (const limit of [2, 3, 5, 9]) {
      expect(
        timeTicks(starts("2026-11-23T11:42:00Z", 2 * MINUTE, 90), 2 * MINUTE, limit, "UTC").at.length,
      ).toBeLessThanOrEqual(limit + 1);
    }
  });

  it("name the day where it begins", () => {
    expect(labels("2026-11-23T18:00:00Z", 15 * MINUTE, 48, 5)).toEqual(["18:00", "21:00", "Nov 24", "03:00"]);
  });

  it("follow the zone, also one of half hours", () => {
    expect(labels("2026-11-23T00:00:00Z", 30 * MINUTE, 48, 4, "Asia/Kolkata")).toEqual([
      "06:00",
      "12:00",
      "18:00",
      "Nov 24",
    ]);
  });

  it("stand at beginnings of weeks as the data has them", () => {
    expect(labels("2026-08-31T00:00:00Z", 7 * 24 * HOUR, 13, 7)).toEqual([
      "Aug 31",
      "Sep 14",
      "Sep 28",
      "Oct 12",
      "Oct 26",
      "Nov 9",
      "Nov 23",
    ]);
  });

  it("find the bucket in which a round time falls when none begins there", () => {
    expect(labels("2026-11-20T00:00:00Z", 7 * HOUR, 14, 7)).toEqual([
      "Nov 20",
      "Nov 21",
      "Nov 22",
      "Nov 23",
      "Nov 24",
    ]);
  });
});
