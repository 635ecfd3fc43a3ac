import { describe, expect, test } from "vitest";
import { median, type Round, standings } from "./standings.ts";

const leg = (eventsPerSecond: number) => ({ eventsPerSecond, cpuMicroseconds: 10, mostMiB: 100 });

describe("the race's standings", () => {
  test("take ratios within each round, and then their median", () => {
    const rounds: Round[] = [
      { "Elasticsearch's bulk limit": leg(100), rsyslog: leg(40), worker: leg(50) },
      { "Elasticsearch's bulk limit": leg(50), rsyslog: leg(20), worker: leg(40) },
      { "Elasticsearch's bulk limit": leg(200), rsyslog: leg(50), worker: leg(80) },
    ];
    expect(standings(rounds).at(-1)).toEqual({
      contestant: "worker",
      "events/s": 50,
      "of the bulk limit": 0.5,
      "of rsyslog": 1.6,
      "CPU µs/event": 10,
      "most MiB": 100,
    });
  });

  test("say nothing about who did not run", () => {
    const rows = standings([{ "Elasticsearch's bulk limit": leg(100), worker: leg(60) }]);
    expect(rows.map((row) => [row.contestant, row["of rsyslog"]])).toEqual([
      ["Elasticsearch's bulk limit", "–"],
      ["worker", "–"],
    ]);
  });

  test("the median of an even number lies between the middle two", () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });
});
