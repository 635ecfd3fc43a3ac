import { describe, expect, test } from "vitest";
import { type Past, startingPoints } from "./starting-points.ts";

const FIVE = 5 * 60_000;
const DAY = 24 * 60 * 60_000;
const WEEK = 7 * DAY;

/** A week of so many requests and failures each five minutes, and so many milliseconds. */
function past({ requests = 100, failures = 1, p95 = 400, since = 0 } = {}): Past {
  const stretches = Array.from({ length: (WEEK - since) / FIVE }, (_, place) => ({
    at: since + place * FIVE,
    requests,
    failures,
  }));
  return {
    fiveMinutes: stretches.filter((stretch) => stretch.requests > 0),
    hours: Array.from({ length: 168 }, () => ({ requests, p95: requests > 0 ? p95 : null })),
    from: 0,
    to: WEEK,
  };
}
const of = (type: string, given: Past) => startingPoints(given).find(({ trigger }) => trigger.type === type);

describe("where to begin", () => {
  test.each([
    [1, 5],
    [2, 10],
    [4, 20],
    [60, 90],
  ])("of a usual %d %% of failures, an error rate above %d %%", (failures, percent) => {
    expect(of("error_rate_above", past({ failures }))?.trigger).toMatchObject({ percent });
  });

  test("one bad hour does not make the threshold", () => {
    const week = past();
    const bad = week.fiveMinutes.map((stretch, place) =>
      place < 12 ? { ...stretch, failures: 90 } : stretch,
    );
    expect(of("error_rate_above", { ...week, fiveMinutes: bad })?.trigger).toMatchObject({ percent: 5 });
  });

  test.each([
    [30, 100],
    [400, 1_000],
    [600, 2_000],
  ])("of a usual p95 of %d ms, a latency above %d ms", (p95, milliseconds) => {
    expect(of("latency_above", past({ p95 }))?.trigger).toMatchObject({ milliseconds });
  });

  test("silence is news only where there always is traffic", () => {
    expect(of("no_traffic", past())).toBeDefined();
    const nights = past();
    const days = nights.fiveMinutes.filter(({ at }) => at % DAY >= DAY / 4);
    expect(of("no_traffic", { ...nights, fiveMinutes: days })).toBeUndefined();
    expect(of("no_traffic", past({ since: WEEK - DAY / 2 }))).toBeUndefined();
    expect(of("no_traffic", past({ since: WEEK - 2 * DAY }))).toBeDefined();
  });

  test("of no past, what is usual elsewhere", () => {
    const points = startingPoints(past({ requests: 0 }));
    expect(points.map(({ trigger }) => trigger.type)).toEqual(["error_rate_above", "down"]);
    expect(points[0]?.reason).toContain("little past");
  });
});
