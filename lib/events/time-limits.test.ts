import { describe, expect, test } from "vitest";
import { isExpired, timeProblem } from "./time-limits.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.parse("2026-03-02T10:16:00Z");
const YEAR = 365 * DAY;

describe("retention", () => {
  test("an hour is expired once its last instant is beyond retention, so no event within retention is dropped", () => {
    const hour = Date.parse("2026-03-01T09:00:00Z");
    expect(isExpired({ to: hour + HOUR }, NOW, DAY)).toBe(true);
    expect(isExpired({ to: hour + 2 * HOUR }, NOW, DAY)).toBe(false);
    expect(timeProblem(hour + HOUR - 1, NOW, DAY)?.reason).toBe("too_old");
  });

  test.each([
    ["an hour", HOUR],
    ["a day", DAY],
  ])("no event that is accepted belongs into an expired part of %s", (_, length) => {
    for (let age = DAY - HOUR; age < 3 * DAY; age += 60_000) {
      const timestamp = NOW - age;
      const to = Math.floor(timestamp / length) * length + length;
      if (timeProblem(timestamp, NOW, DAY) === null) expect(isExpired({ to }, NOW, DAY)).toBe(false);
    }
  });

  test.each([
    ["ten years behind", -10 * YEAR, "too_old"],
    ["a millisecond before retention", -DAY - 1, "too_old"],
    ["at retention", -DAY, undefined],
    ["now", 0, undefined],
    ["5 minutes ahead", 300_000, undefined],
    ["5 minutes and a millisecond ahead", 300_001, "too_far_ahead"],
    ["ten years ahead", 10 * YEAR, "too_far_ahead"],
  ])("an event %s", (_, offset, reason) => {
    expect(timeProblem(NOW + offset, NOW, DAY)?.reason).toBe(reason);
  });

  test.each([
    ["that came ten minutes ago, 8 minutes ahead", -600_000, -120_000, "too_far_ahead"],
    ["that came ten minutes ago, 5 minutes ahead", -600_000, -300_000, undefined],
    ["that came ten minutes ago and is too old by now", -600_000, -DAY - 1, "too_old"],
    ["whose stamp is ten years ahead", 10 * YEAR, 300_001, "too_far_ahead"],
    ["whose stamp is ten years behind", -10 * YEAR, 0, undefined],
    ["without a stamp", -1 - NOW, 0, undefined],
  ])("an event %s", (_, arrived, offset, reason) => {
    expect(timeProblem(NOW + offset, NOW, DAY, NOW + arrived)?.reason).toBe(reason);
  });
});
