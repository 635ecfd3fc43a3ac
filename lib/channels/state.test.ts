import { describe, expect, test } from "vitest";
import { noFigures } from "../events/figures.ts";
import { type Baseline, MINUTE, type MinuteFigures, stateOf } from "./state.ts";

const NOW = Date.parse("2026-11-23T14:41:30Z");
const THIS_MINUTE = Date.parse("2026-11-23T14:41:00Z");
const USUAL: Baseline = { p95: 300, requestsPerHour: 6_000 };

interface Minute {
  requests?: number;
  partner?: number;
  user?: number;
  affected?: number;
  network?: number;
  p95?: number;
}

function figuresOf(at: number, minute: Minute): MinuteFigures {
  const { requests = 100, partner = 0, user = 0, affected = 0, network = 0, p95 = 300 } = minute;
  const none = noFigures();
  const durations = requests === 0 ? {} : { p50: p95 / 3, p95, p99: p95 * 1.5 };
  const faults = { ...none.faults, partner, user };
  const failures = partner + user;
  return { ...none, at, requests, failures, faults, users_affected: affected, network, ...durations };
}

/** What each minute was like, by its age in minutes; those that are not named were well. */
function course(minuteOf: (age: number) => Minute, baseline = USUAL, now = NOW) {
  const minutes = new Map(
    Array.from({ length: 91 }, (_, age) => {
      const at = THIS_MINUTE - age * MINUTE;
      return [at, figuresOf(at, minuteOf(age))] as const;
    }),
  );
  return stateOf(minutes, now, baseline);
}

const ago = (minutes: number) => THIS_MINUTE - minutes * MINUTE;

describe("a Channel is", () => {
  test("healthy when all is well", () => {
    expect(course(() => ({}))).toMatchObject({ state: "healthy", cause: null });
  });

  test.each<[string, (age: number) => Minute, string]>([
    ["under 10 % succeed", () => ({ partner: 91 }), "down"],
    ["exactly 10 % succeed", () => ({ partner: 90 }), "degraded"],
    ["5 % are partner faults", () => ({ partner: 5 }), "degraded"],
    ["fewer are", () => ({ partner: 4 }), "healthy"],
    ["users' tokens fail", () => ({ user: 60, affected: 19 }), "healthy"],
    ["everybody's token fails", () => ({ user: 60, affected: 55 }), "degraded"],
    ["the network failed", () => ({ partner: 30, network: 30 }), "healthy"],
    ["p95 is three times its usual and above 1 s", () => ({ p95: 1_100 }), "degraded"],
    ["p95 is less than three times its usual", () => ({ p95: 890 }), "healthy"],
    ["nothing came for 30 minutes", (age) => ({ requests: age < 30 ? 0 : 100 }), "no_data"],
    ["nothing came for 29 minutes", (age) => ({ requests: age < 29 ? 0 : 100 }), "healthy"],
    ["only this minute is bad, but badly", (age) => ({ partner: age === 0 ? 90 : 0 }), "degraded"],
  ])("judged when %s", (_, minuteOf, state) => {
    expect(course(minuteOf).state).toBe(state);
  });

  test("not slow at 900 ms, however fast it usually is", () => {
    expect(course(() => ({ p95: 900 }), { ...USUAL, p95: 50 }).state).toBe("healthy");
  });

  test("not silent when silence is usual", () => {
    const silent = (age: number) => ({ requests: age < 45 ? 0 : 1 });
    expect(course(silent, { ...USUAL, requestsPerHour: 19 }).state).toBe("healthy");
    expect(course(silent, { ...USUAL, requestsPerHour: 20 }).state).toBe("no_data");
  });

  test("judged by its last 20 requests within an hour when the last 5 minutes have fewer", () => {
    const rare = (age: number) => ({ requests: 1, partner: age < 12 ? 1 : 0 });
    expect(course(rare)).toMatchObject({ state: "degraded", cause: { type: "failures", share: 0.6 } });
  });

  test("not judged by fewer than five requests", () => {
    const few = (age: number) => ({ requests: age % 20 === 0 ? 1 : 0, partner: age % 20 === 0 ? 1 : 0 });
    expect(course(few, { ...USUAL, requestsPerHour: 3 })).toMatchObject({ state: "healthy", judged: false });
  });
});

describe("a change of state", () => {
  test("for the worse counts at once, since its first minute", () => {
    const since = course((age) => (age <= 7 ? { partner: 100 } : {}));
    expect(since).toMatchObject({ state: "down" });
    expect(course((age) => (age <= 7 ? { partner: 30 } : {}))).toMatchObject({
      state: "degraded",
      since: ago(7),
    });
  });

  test("for the better counts once it has held for 2 minutes", () => {
    // The window of 5 minutes is clean 5 minutes after the last failure.
    const lastFailure = (minutes: number) => course((age) => (age >= minutes ? { partner: 40 } : {}));
    expect(lastFailure(5).state).toBe("degraded");
    expect(lastFailure(6).state).toBe("degraded");
    expect(lastFailure(8).state).toBe("healthy");
  });

  test("that flickers does not count", () => {
    const flickering = course((age) => (age % 6 === 0 ? { partner: 100 } : {}));
    expect(flickering.state).toBe("degraded");
  });

  test("has no known beginning when it was so all the time", () => {
    expect(course(() => ({ partner: 50 })).since).toBeNull();
  });

  test("does not begin after one good minute where looking begins", () => {
    const fewer = (age: number) => age >= 30 && age <= 34;
    expect(course((age) => ({ partner: fewer(age) ? 4 : 10 }))).toMatchObject({
      state: "degraded",
      since: null,
    });
  });
});
