import { describe, expect, it } from "vitest";
import type { ChannelOverview, ChannelStateName } from "#lib/channels/views.ts";
import type { RequestFigures } from "#lib/events/query/types.ts";
import { changes } from "./changes.ts";
import { countStates, triage, triageHeadline } from "./triage.ts";

const HOUR = 3_600_000;

function figures(requests: number, failures: number, users_affected: number): RequestFigures {
  return {
    requests,
    failures,
    users_affected,
    users: requests,
    recipes_affected: 0,
    outcomes: { "2xx": requests - failures, "4xx": 0, "5xx": failures, invalid: 0, none: 0 },
    faults: { partner: failures, rate_limit: 0, user: 0, recipe: 0, network: 0, platform: 0 },
    p50: null,
    p95: null,
    p99: null,
  };
}

function channel(
  name: string,
  state: ChannelStateName,
  requests = 100,
  failures = 0,
  users = 0,
): ChannelOverview {
  const none = figures(0, 0, 0);
  return {
    slug: name.toLowerCase(),
    name,
    registered: true,
    state: { name: state, since: null, reason: null },
    current: figures(requests, failures, users),
    previous: none,
    sparkline: [],
    openIncidents: 0,
  };
}

const names = (channels: ChannelOverview[]) => triage(channels).map(({ name }) => name);

describe("changes since the period before", () => {
  it("are told for each figure, and not where one of both has nothing", () => {
    const now = { ...figures(110, 11, 7), p95: 468 };
    const before = { ...figures(100, 1, 2), p95: 277 };
    const plain = (found: object) => JSON.parse(JSON.stringify(found).replaceAll("\u202f", " ")) as object;
    expect(plain(changes({ current: now, previous: before }))).toEqual({
      requests: "+10.0 %",
      rate: "+9.0 pt",
      p95: "+191 ms",
      users: "+5",
    });
    const none = { requests: null, rate: null, p95: null, users: null };
    expect(changes({ current: now, previous: figures(0, 0, 0) })).toEqual(none);
  });
});

describe("the order of the triage table", () => {
  it("is worst first, and what is merely silent stands last", () => {
    expect(
      names([
        channel("Quiet", "no_data", 0),
        channel("Fine", "healthy"),
        channel("Slow", "degraded"),
        channel("Dead", "down"),
      ]),
    ).toEqual(["Dead", "Slow", "Fine", "Quiet"]);
  });

  it("puts the one that touches more people first among equals", () => {
    expect(names([channel("Few", "down", 100, 90, 3), channel("Many", "down", 100, 90, 40)])).toEqual([
      "Many",
      "Few",
    ]);
  });

  it("orders healthy ones by failures that matter, then by traffic", () => {
    expect(
      names([
        channel("Small", "healthy", 10),
        channel("Big", "healthy", 900, 1),
        channel("Failing", "healthy", 50, 2),
      ]),
    ).toEqual(["Failing", "Big", "Small"]);
  });

  it("leaves its input as it was", () => {
    const input = [channel("Fine", "healthy"), channel("Dead", "down")];
    triage(input);
    expect(input.map(({ name }) => name)).toEqual(["Fine", "Dead"]);
  });
});

/** A range that moves with the clock. */
const lasting = (hours: number) => ({ from: 0, to: hours * HOUR, label: `${hours}h` });

describe("the headline", () => {
  it("counts what is down or degraded, and the people it touches", () => {
    const channels = [
      channel("A", "down", 10, 10, 2_110),
      channel("B", "degraded", 10, 1, 312),
      channel("C", "no_data"),
    ];
    expect(triageHeadline(channels, lasting(3))).toEqual({
      headline: "2 Channels need attention",
      note: "of 3 · up to 2,422 users affected in the last 3 hours",
    });
    expect(countStates(channels)).toEqual({ down: 1, degraded: 1, no_data: 1, healthy: 0 });
  });

  it("counts people exactly while one Channel fails; of several it tells a limit, as somebody may use both", () => {
    const failing = channel("A", "down", 10, 10, 40);
    const note = (...others: ChannelOverview[]) => triageHeadline([failing, ...others], lasting(1)).note;
    expect(note(channel("B", "healthy"))).toBe("of 2 · 40 users affected in the last hour");
    expect(note(channel("B", "healthy", 100, 1, 1))).toBe("of 2 · up to 41 users affected in the last hour");
  });

  it("says of a range that stands still that it is this one, as it may have ended long ago", () => {
    const march = { from: 0, to: 3 * HOUR, label: null };
    expect(triageHeadline([channel("A", "down", 1, 1, 1)], march).note).toBe(
      "of 1 · 1 user affected in this range",
    );
  });

  it("speaks of one in the singular", () => {
    expect(triageHeadline([channel("A", "down", 1, 1, 1)], lasting(1))).toEqual({
      headline: "1 Channel needs attention",
      note: "of 1 · 1 user affected in the last hour",
    });
  });

  it("names silence when nothing else is wrong, and says so when all is well", () => {
    expect(triageHeadline([channel("A", "no_data"), channel("B", "healthy")], lasting(1)).headline).toBe(
      "1 Channel has gone quiet",
    );
    expect(triageHeadline([channel("A", "healthy"), channel("B", "healthy")], lasting(1)).headline).toBe(
      "All 2 Channels are healthy",
    );
  });
});
