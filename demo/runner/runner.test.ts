import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "#lib/clock.ts";
import { makePopulation } from "../population.ts";
import { createRandom } from "../random.ts";
import type { CallResult } from "../recipe-run.ts";
import { trafficSources, WORKERS } from "../traffic.ts";
import type { PartnerCall } from "./call.ts";
import { type Rate, type Runner, startRunner } from "./runner.ts";

const now = Date.parse("2026-03-02T10:00:00Z");
const sources = trafficSources(makePopulation(now), now);
const good: CallResult = { ok: true, transient: false, retryAfterMs: null, fresh: true };
const broken: CallResult = { ok: false, transient: true, retryAfterMs: null, fresh: false };

describe("the Recipe runner", () => {
  let runner: Runner | null = null;
  let calls: PartnerCall[] = [];

  function start(rate: Rate, answer: (call: PartnerCall) => Promise<CallResult>): Runner {
    runner = startRunner(
      {
        clock: systemClock,
        random: createRandom("runner"),
        sources: () => sources,
        call: (call) => {
          calls.push(call);
          return answer(call);
        },
      },
      rate,
    );
    return runner;
  }

  beforeEach(() => {
    vi.useFakeTimers({ now });
    calls = [];
  });
  afterEach(async () => {
    const stopped = runner?.stop(0);
    await vi.advanceTimersByTimeAsync(10);
    await stopped;
    vi.useRealTimers();
  });

  it("makes as many requests per second as it is told to", async () => {
    start({ requestsPerSecond: 200 }, async (call) => ({
      ...good,
      fresh: calls.length % 2 === 0 && call.attempt === 1,
    }));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(calls.length / 20).toBeGreaterThan(170);
    expect(calls.length / 20).toBeLessThan(230);
  });

  it("follows a new rate at once", async () => {
    const live = start({ multiplier: 1 }, async () => good);
    await vi.advanceTimersByTimeAsync(20_000);
    const before = calls.length;
    live.setRate({ multiplier: 50 });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(calls.length - before).toBeGreaterThan(25 * before);
  });

  it("runs a Recipe on one worker: trigger first, then its action, under one run id", async () => {
    start({ requestsPerSecond: 50 }, async () => good);
    await vi.advanceTimersByTimeAsync(5_000);
    const runs = [...Map.groupBy(calls, (call) => call.runId).values()];
    const complete = runs.filter((run) => run.at(-1)?.step.endpoint.kind === "action");
    expect(complete.length).toBeGreaterThan(20);
    for (const run of complete) {
      expect(new Set(run.map((call) => call.worker)).size).toBe(1);
      expect(run.find((call) => call.step.endpoint.kind === "trigger")?.step).toEqual(run[0]?.recipe.trigger);
      expect(run.at(-1)?.step).toEqual(run[0]?.recipe.action);
    }
    expect(new Set(calls.map((call) => call.worker))).toEqual(new Set(WORKERS));
  });

  it("tries a passing failure three times, further and further apart, then gives the run up", async () => {
    start({ requestsPerSecond: 5 }, async () => broken);
    await vi.advanceTimersByTimeAsync(30_000);
    const whole = [...Map.groupBy(calls, (call) => call.runId).values()].filter((run) => run.length >= 3);
    expect(whole.length).toBeGreaterThan(10);
    for (const run of whole) expect(run.map((call) => call.attempt)).toEqual([1, 2, 3]);
  });

  it("does not try again what a retry cannot mend", async () => {
    start({ requestsPerSecond: 20 }, async () => ({ ...broken, transient: false }));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(calls.every((call) => call.attempt === 1)).toBe(true);
  });

  it("stops when the requests under way have ended, and starts no more", async () => {
    const pending: (() => void)[] = [];
    const live = start(
      { requestsPerSecond: 50 },
      () => new Promise((resolve) => pending.push(() => resolve(good))),
    );
    await vi.advanceTimersByTimeAsync(2_000);
    const begun = calls.length;
    let stopped = false;
    const stopping = live.stop(10_000).then(() => {
      stopped = true;
    });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(stopped).toBe(false);
    for (const finish of pending) finish();
    await stopping;
    expect(calls.length).toBe(begun);
  });

  it("waits no longer than the grace for a partner that never answers", async () => {
    const live = start({ requestsPerSecond: 50 }, () => new Promise(() => undefined));
    await vi.advanceTimersByTimeAsync(2_000);
    const stopping = live.stop(1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    await expect(stopping).resolves.toBeUndefined();
  });
});
