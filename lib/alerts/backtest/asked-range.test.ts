import { describe, expect, test } from "vitest";
import { type AskedRange, askedRange } from "./asked-range.ts";

const NOW = Date.parse("2026-03-31T12:00:00Z");
const asked = (range: AskedRange) => {
  const { from, to } = askedRange(range, NOW, 90);
  return [from, to].map((at) => new Date(at).toISOString().slice(0, 16));
};

describe("the range of a backtest", () => {
  test("is a week where none is named, or what is kept of it", () => {
    const days = (retentionDays: number) => {
      const { from, to } = askedRange({}, NOW, retentionDays);
      return (to - from) / 86_400_000;
    };
    expect([90, 7, 2].map(days)).toEqual([7, 7, 2]);
  });

  test.each<[AskedRange, string, string]>([
    [{}, "2026-03-24T12:00", "2026-03-31T12:00"],
    [{ range: "24h" }, "2026-03-30T12:00", "2026-03-31T12:00"],
    [
      { range: { from: "2026-03-10T08:00:00Z", to: "2026-03-12T10:00:00+02:00" } },
      "2026-03-10T08:00",
      "2026-03-12T08:00",
    ],
    [
      { range: { from: "2026-03-01T12:00:00Z", to: "2026-03-31T12:00:00Z" } },
      "2026-03-01T12:00",
      "2026-03-31T12:00",
    ],
    [{ from: "2026-03-30T00:00:00Z" }, "2026-03-30T00:00", "2026-03-31T12:00"],
    [
      { range: { from: "2026-03-31T11:00:00Z", to: "2026-03-31T12:00:30Z" } },
      "2026-03-31T11:00",
      "2026-03-31T12:00",
    ],
  ])("%j", (range, from, to) => {
    expect(asked(range)).toEqual([from, to]);
  });

  test.each<[AskedRange, string, RegExp]>([
    [{ range: { from: "2026-03-12T08:00:00Z", to: "2026-03-10T08:00:00Z" } }, "range.from", /before `to`/],
    [{ range: { from: "2026-03-12T08:00:00Z", to: "2026-03-12T08:00:00Z" } }, "range.from", /before `to`/],
    [
      { range: { from: "2026-03-01T08:00:00Z", to: "2026-03-31T09:00:00Z" } },
      "range.from",
      /30 days at most/,
    ],
    [{ range: { from: "2026-03-31T08:00:00Z", to: "2026-03-31T12:05:00Z" } }, "range.to", /in the future/],
    [{ range: { from: "2026-05-01T08:00:00Z", to: "2026-05-02T08:00:00Z" } }, "range.from", /in the future/],
    [{ range: { from: "yesterday", to: "2026-03-31T11:00:00Z" } }, "range.from", /ISO 8601/],
    [{ range: "31d" }, "range", /30 days at most/],
    [{ range: "a week" }, "range", /like 15m, 3h or 7d/],
    [{ range: "7d", from: "2026-03-30T00:00:00Z" }, "range", /either/],
    [{ from: "2026-03-30T00:00:00Z", to: "2026-03-29T00:00:00Z" }, "from", /before `to`/],
  ])("is refused by its field: %j", (range, field, message) => {
    expect(() => asked(range)).toThrow(
      expect.objectContaining({ code: "bad_request", field, message: expect.stringMatching(message) }),
    );
  });

  test("goes no farther back than events are kept", () => {
    expect(() => askedRange({ range: "30d" }, NOW, 14)).toThrow(/14 days at most/);
  });
});
