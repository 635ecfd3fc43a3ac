import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AlertWorld, openAlertWorld } from "../../testing/alert-world.ts";

/** A sign-in that refuses everybody, by day and by night. */
describe("alerts about refusals", () => {
  let world: AlertWorld;
  beforeEach(async () => {
    world = await openAlertWorld();
  });
  afterEach(() => world.close());

  const errors = { type: "error_rate_above", percent: 5, window_minutes: 1 } as const;
  const well = (from: string, to: string, perMinute = 60) => world.traffic({ from, to, perMinute });
  const refused = (from: string, to: string, perMinute = 60) =>
    world.traffic({ from, to, perMinute, failEvery: 1, as: { status_code: 401 } });

  it("go on at night, when few are left to be refused, whoever judges by then", async () => {
    await well("11:50", "12:02");
    await refused("12:02", "12:06");
    await refused("12:06", "12:16", 4);
    await well("12:20", "12:24", 4);
    await world.recipe(errors);
    const first = world.evaluator();
    await world.run(first, "12:10");
    await first.close();
    await world.pass("12:11");
    const second = world.evaluator("two");
    await world.run(second, "12:20");
    expect(await world.timeline()).toEqual(["12:02:30 fired, told"]);
    await world.run(second, "12:24");
    expect(await world.timeline()).toEqual(["12:02:30 fired, told", "12:21:10 recovered, told"]);
  });

  it("are no part of another breach that is over, where few users lack a valid token", async () => {
    await well("11:50", "12:02");
    await world.traffic({ from: "12:02", to: "12:04", perMinute: 60, failEvery: 2 });
    await refused("12:04", "12:10", 4);
    await world.recipe(errors);
    await world.run(world.evaluator(), "12:10");
    expect(await world.timeline()).toEqual(["12:02:10 fired, told", "12:06:00 recovered, told"]);
  });
});
