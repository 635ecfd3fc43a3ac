import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AlertWorld, CHANNEL, clockTime, openAlertWorld } from "../../testing/alert-world.ts";
import { person } from "../../testing/reading.ts";
import { type TriggerInput, triggerInput } from "../trigger.ts";
import { backtest } from "./backtest.ts";

const time = (at: number | null | undefined) =>
  at == null ? null : new Date(at).toISOString().slice(11, 16);

describe("a backtest", () => {
  let world: AlertWorld;

  /** Well from 08:00 on, with half of the requests failing 09:00 to 09:30, and a twentieth 10:00 to 10:10. */
  beforeAll(async () => {
    world = await openAlertWorld();
    await world.traffic({ from: "08:00", to: "09:00", perMinute: 30 });
    await world.traffic({ from: "09:00", to: "09:30", perMinute: 30, failEvery: 2 });
    await world.traffic({ from: "09:30", to: "10:00", perMinute: 30 });
    await world.traffic({ from: "10:00", to: "10:10", perMinute: 30, failEvery: 12 });
    await world.traffic({ from: "10:10", to: "12:00", perMinute: 30 });
  });
  afterAll(() => world.close());

  const tested = (trigger: TriggerInput, range = { from: clockTime("08:00"), to: clockTime("12:00") }) =>
    backtest(world, person([CHANNEL]), CHANNEL, { trigger: triggerInput.parse(trigger) }, range);

  it("says when it would have fired, for how long, how badly, and for whom", async () => {
    const { firings, threshold, unit, series } = await tested({ type: "error_rate_above", percent: 20 });
    expect({ threshold, unit }).toEqual({ threshold: 20, unit: "percent" });
    expect(firings).toHaveLength(1);
    expect(time(firings[0]?.fired_at)).toBe("09:03");
    expect(time(firings[0]?.recovered_at)).toBe("09:39");
    expect(firings[0]).toMatchObject({ worst: 50, failures: 450, users_affected: 25, incident: null });
    expect(Math.max(...series.map(({ value }) => value ?? 0))).toBe(50);
  });

  it("knows one that would fire still", async () => {
    const { firings } = await tested(
      { type: "error_rate_above", percent: 20 },
      { from: clockTime("08:00"), to: clockTime("09:20") },
    );
    expect(firings.map(({ recovered_at }) => recovered_at)).toEqual([null]);
  });

  it("ends slowness once requests are below the limit, however near it is to what is usual", async () => {
    const taking = (duration_ms: number, from: string, to: string) =>
      world.traffic({ from, to, perMinute: 30, as: { duration_ms } });
    await taking(950, "13:00", "13:10");
    await taking(3_000, "13:10", "13:20");
    await taking(950, "13:20", "13:40");
    const { firings } = await tested(
      { type: "latency_above", milliseconds: 1_000 },
      { from: clockTime("13:00"), to: clockTime("13:40") },
    );
    const spans = firings.map(({ fired_at, recovered_at }) => [time(fired_at), time(recovered_at)]);
    expect(spans).toEqual([["13:15", "13:30"]]);
  });

  it("suggests a threshold that meets the known incidents alone", async () => {
    const { id } = await world.database.incident.create({
      data: {
        recipeName: "by hand",
        channelSlug: CHANNEL,
        trigger: {},
        title: "errors",
        startedAt: new Date(clockTime("09:01")),
        firedAt: new Date(clockTime("09:01")),
        recoveredAt: new Date(clockTime("09:31")),
      },
    });
    const { firings, suggestion } = await tested({ type: "error_rate_above", percent: 5 });
    expect(firings.map(({ incident }) => incident?.id ?? null)).toEqual([id, null]);
    expect(suggestion).toMatchObject({ threshold: 10, firings: 1 });
  });

  it("answers for every trigger", async () => {
    const triggers: TriggerInput[] = [
      { type: "down" },
      { type: "latency_above", milliseconds: 100, percentile: 50 },
      { type: "no_traffic", window_minutes: 10 },
      { type: "new_error" },
      { type: "budget_burn", objective_percent: 99 },
      { type: "unusual", measure: "error_rate" },
    ];
    const fired = await Promise.all(triggers.map(async (trigger) => (await tested(trigger)).firings.length));
    expect(fired).toEqual([0, 1, 0, 1, 1, 0]);
  });

  it("takes no error for new that rollups left out and the index knows", async () => {
    await world.traffic({ from: "07:00", to: "07:01", perMinute: 1, failEvery: 1 });
    const asRolledUp: AlertWorld["index"]["signatures"] = (query, options) =>
      world.index.signatures({ ...query, from: clockTime("08:00") }, options);
    const index = { ...world.index, signatures: asRolledUp };
    const recipe = { trigger: triggerInput.parse({ type: "new_error" }) };
    const range = { from: clockTime("08:00"), to: clockTime("12:00") };
    const { firings } = await backtest({ ...world, index }, person([CHANNEL]), CHANNEL, recipe, range);
    expect(firings).toEqual([]);
  });

  it("knows what a figure is compared with, where that changes", async () => {
    const limitsOf = async (trigger: TriggerInput) =>
      new Set((await tested(trigger)).series.map(({ limit }) => limit && Math.round(limit * 10) / 10));
    expect(await limitsOf({ type: "error_rate_above", percent: 20 })).toEqual(new Set([null]));
    // Nothing is usual yet: there is no day before.
    expect(await limitsOf({ type: "no_traffic", window_minutes: 10 })).toEqual(new Set([0]));
    const burn = await limitsOf({ type: "budget_burn", objective_percent: 99 });
    expect([...burn].every((limit) => [14.4, 6, 1].includes(limit ?? 0))).toBe(true);
  });

  it("is the Channel's own business, and has an end", async () => {
    const trigger = triggerInput.parse({ type: "down" });
    const range = { from: clockTime("08:00"), to: clockTime("12:00") };
    await expect(backtest(world, person(["other-chat"]), CHANNEL, { trigger }, range)).rejects.toThrow(
      /no such Channel/,
    );
    const long = { from: range.to - 40 * 86_400_000, to: range.to };
    await expect(backtest(world, person([CHANNEL]), CHANNEL, { trigger }, long)).rejects.toThrow(
      /30 days at most/,
    );
  });
});
