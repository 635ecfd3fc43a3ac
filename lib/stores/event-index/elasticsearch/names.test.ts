import { describe, expect, test } from "vitest";
import { parseRange } from "../../../events/range.ts";
import { HOUR_MS } from "../hour.ts";
import { changed } from "./cluster.ts";
import { holds, hoursBeside, indexOf, indicesOf, periodOf, type Schedule } from "./names.ts";

const at = (instant: string) => Date.parse(instant);
const PREFIX = "api-requests";

/** Daily from 14:00 on the 2nd, hourly again from 09:00 on the 4th. */
const schedule: Schedule = [
  { from: at("2026-03-02T14:00:00Z"), period: "day" },
  { from: at("2026-03-04T09:00:00Z"), period: "hour" },
];

describe("the indices of a range", () => {
  test.each<[string, Schedule]>([
    ["hourly", []],
    ["daily", [{ from: 0, period: "day" }]],
    ["changing", schedule],
  ])("are at most two for the last hour, at any time of a day: %s", (_, plan) => {
    for (let now = at("2026-03-02T00:00:00Z"); now < at("2026-03-05T00:00:00Z"); now += 421_337) {
      const names = indicesOf(PREFIX, plan, parseRange({ range: "1h" }, now));
      expect(names.length).toBeGreaterThanOrEqual(1);
      expect(names.length).toBeLessThanOrEqual(2);
    }
  });

  test("are those of its hours and no others: the end of a range is not part of it", () => {
    const range = (from: string, to: string) => indicesOf(PREFIX, [], { from: at(from), to: at(to) });
    expect(range("2026-03-02T10:00:00Z", "2026-03-02T11:00:00Z")).toEqual(["api-requests-2026.03.02.10"]);
    expect(range("2026-03-02T10:59:59.999Z", "2026-03-02T11:00:00.001Z")).toEqual([
      "api-requests-2026.03.02.10",
      "api-requests-2026.03.02.11",
    ]);
    expect(range("2026-03-01T11:30:00Z", "2026-03-02T11:30:00Z")).toHaveLength(25);
  });

  test("stand side by side where the plan changed", () => {
    const range = { from: at("2026-03-02T12:30:00Z"), to: at("2026-03-04T10:30:00Z") };
    expect(indicesOf(PREFIX, schedule, range)).toEqual([
      "api-requests-2026.03.02.12",
      "api-requests-2026.03.02.13",
      "api-requests-2026.03.02",
      "api-requests-2026.03.03",
      "api-requests-2026.03.04",
      "api-requests-2026.03.04.09",
      "api-requests-2026.03.04.10",
    ]);
  });

  test("have the hours together that share a day's index", () => {
    expect(hoursBeside(schedule, at("2026-03-02T13:00:00Z"))).toEqual([at("2026-03-02T13:00:00Z")]);
    const second = hoursBeside(schedule, at("2026-03-02T20:00:00Z"));
    expect([second[0], second.length]).toEqual([at("2026-03-02T14:00:00Z"), 10]);
    expect(hoursBeside(schedule, at("2026-03-03T05:00:00Z"))).toHaveLength(24);
    const fourth = hoursBeside(schedule, at("2026-03-04T00:00:00Z"));
    expect([fourth.at(-1), fourth.length]).toEqual([at("2026-03-04T08:00:00Z"), 9]);
  });

  test("say what they hold, and a strange name holds nothing", () => {
    for (let hour = at("2026-03-01T00:00:00Z"); hour < at("2026-03-05T00:00:00Z"); hour += HOUR_MS) {
      const holding = holds(PREFIX, indexOf(PREFIX, schedule, hour));
      expect(holding?.period).toBe(periodOf(schedule, hour));
      expect(holding?.from).toBe(
        holding?.period === "hour" ? hour : Math.floor(hour / (24 * HOUR_MS)) * 24 * HOUR_MS,
      );
    }
    for (const name of [
      "api-requests",
      "api-requests-2026.03",
      "api-requests-2026.13.01",
      "other-2026.03.01.10",
    ]) {
      expect(holds(PREFIX, name)).toBeNull();
    }
  });
});

describe("a change of period", () => {
  const later = at("2026-03-05T00:00:00Z");

  test("is added to what held before", () => {
    expect(changed(schedule, { from: later, period: "day" })).toEqual([
      ...schedule,
      { from: later, period: "day" },
    ]);
    expect(changed([], { from: later, period: "day" })).toEqual([{ from: later, period: "day" }]);
  });

  test("is none where the period holds already", () => {
    expect(changed(schedule, { from: later, period: "hour" })).toEqual(schedule);
    expect(changed([], { from: later, period: "hour" })).toEqual([]);
  });

  test("takes the place of one that was to come later", () => {
    const pending: Schedule = [...schedule, { from: later + HOUR_MS, period: "day" }];
    expect(changed(pending, { from: later, period: "hour" })).toEqual(schedule);
  });
});
