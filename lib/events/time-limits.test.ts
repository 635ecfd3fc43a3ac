import { describe, expect, test } from "vitest";
import { isExpiredHour, timeProblem } from "./time-limits.ts";

const HOUR = 3_600_000;
const NOW = Date.parse("2026-03-02T10:16:00Z");

describe("retention", () => {
  test("an hour is expired once its last instant is beyond retention, so no event within retention is dropped", () => {
    const retention = 24 * HOUR;
    const hour = Date.parse("2026-03-01T09:00:00Z");
    expect(isExpiredHour(hour, NOW, retention)).toBe(true);
    expect(isExpiredHour(hour + HOUR, NOW, retention)).toBe(false);
    expect(timeProblem(hour + HOUR - 1, NOW, retention)?.reason).toBe("too_old");
  });

  test("no event that is accepted belongs into an expired hour", () => {
    for (let age = 23 * HOUR; age < 26 * HOUR; age += 60_000) {
      const timestamp = NOW - age;
      const hour = Math.floor(timestamp / HOUR) * HOUR;
      if (timeProblem(timestamp, NOW, 24 * HOUR) === null) {
        expect(isExpiredHour(hour, NOW, 24 * HOUR)).toBe(false);
      }
    }
  });
});
