import { describe, expect, test } from "vitest";
import { parseCommandLine } from "./options.ts";

describe("npm run plan", () => {
  test("needs nothing but the events of a day", () => {
    expect(parseCommandLine(["--events-per-day", "1000000"])).toEqual({
      eventsPerDay: 1e6,
      bytesPerEvent: null,
      peakFactor: 3,
      retentionDays: null,
      nodes: null,
      replicas: null,
      diskPerNodeBytes: 2e12,
      json: false,
      apply: false,
    });
    expect(parseCommandLine(["--help"])).toBeNull();
  });

  test.each([
    ["1_000_000", 1e6],
    ["1,000,000", 1e6],
    ["1e9", 1e9],
    ["500M", 5e8],
    ["2.5B", 2.5e9],
    ["12k", 12_000],
  ])("reads %s events", (text, events) => {
    expect(parseCommandLine([`--events-per-day=${text}`])?.eventsPerDay).toBe(events);
  });

  test("reads sizes, and what there is", () => {
    const line =
      "--events-per-day 1e9 --disk-per-node 750GB --bytes-per-event 320 --nodes 6 --replicas 0 --apply";
    expect(parseCommandLine(line.split(" "))).toMatchObject({
      diskPerNodeBytes: 7.5e11,
      bytesPerEvent: 320,
      nodes: 6,
      replicas: 0,
      apply: true,
    });
  });

  test.each([
    [[]],
    [["--events-per-day", "many"]],
    [["--events-per-day", "0"]],
    [["--events-per-day=-5"]],
    [["--events-per-day", "5X"]],
    [["--events-per-day", "1e9", "--nodes", "0"]],
    [["--events-per-day", "1e9", "--nodes", "1.5"]],
    [["--events-per-day", "1e9", "--replicas", "-1"]],
    [["--events-per-day", "1e9", "--peak-factor", "0.5"]],
    [["--events-per-day", "1e9", "--retention-days", "0"]],
    [["--events-per-day", "1e9", "--disk-per-node", "2 apples"]],
    [["--events-per-day", "1e9", "--fast"]],
    [["1e9"]],
  ])("refuses %j with one line", (args) => {
    expect(() => parseCommandLine(args)).toThrow(/^[^\n]+$/);
  });
});
