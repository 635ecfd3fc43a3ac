import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AlertWorld, clockTime, openAlertWorld } from "../../testing/alert-world.ts";
import { aDocument } from "../../testing/builders.ts";

/** What becomes of an alert while its Channel is not called at all. Traffic is 60 requests a minute. */
describe("alerts while a Channel is not called", () => {
  let world: AlertWorld;
  beforeEach(async () => {
    world = await openAlertWorld();
  });
  afterEach(() => world.close());

  const errors = { type: "error_rate_above", percent: 5, window_minutes: 1 } as const;
  const well = (from: string, to: string) => world.traffic({ from, to, perMinute: 60 });
  const failing = (from: string, to: string) => world.traffic({ from, to, perMinute: 60, failEvery: 2 });

  it("no data is a state of its own, neither alarm nor recovery", async () => {
    await well("11:50", "12:02");
    await failing("12:02", "12:04");
    const id = await world.recipe(errors);
    const evaluator = world.evaluator();
    await world.run(evaluator, "12:15");
    expect(await world.timeline()).toEqual(["12:02:10 fired, told"]);
    expect(await world.stateOf(id)).toBe("firing");
    await well("12:15", "12:18");
    await world.run(evaluator, "12:18");
    expect(await world.timeline()).toHaveLength(2);
  });

  it("an API that is called no more keeps its incident over a weekend, and not for ever", async () => {
    await well("11:50", "12:02");
    await failing("12:02", "12:04");
    const id = await world.recipe(errors);
    const evaluator = world.evaluator();
    await world.run(evaluator, "12:05");
    const HOURS = 3 * 60 * 60_000;
    await world.run(evaluator, "+3d 12:00", HOURS);
    expect(await world.timeline()).toEqual(["12:02:10 fired, told"]);
    expect(await world.stateOf(id)).toBe("firing");
    await world.run(evaluator, "+3d 15:00", HOURS);
    expect(await world.timeline()).toEqual(["12:02:10 fired, told", "12:05:00 recovered, told"]);
    expect(await world.stateOf(id)).toBe("no_data");
    const incident = await world.database.incident.findFirstOrThrow();
    expect(incident.recoveredAt).toEqual(new Date(clockTime("+3d 12:05")));
    expect(incident.title).toMatch(/fail/);
    const [, ended] = await world.messages();
    const because = "No requests for 3 days: whether it is over is not known";
    expect(ended?.data).toMatchObject({ title: because, ended_because: because });
  });

  it("reminds of one that nothing is seen of by saying so", async () => {
    await well("11:50", "12:02");
    await failing("12:02", "12:04");
    await world.recipe(errors, { remindMinutes: 5 });
    await world.run(world.evaluator(), "12:12");
    expect(await world.timeline()).toEqual(["12:02:10 fired, told", "12:07:10 reminded, told"]);
    const [, reminder] = await world.messages();
    expect(reminder?.data.title).toMatch(/^No requests for 3.min 10.s: whether it is over is not known$/);
  });

  it("one request that fails within that time is heard of", async () => {
    await well("11:50", "12:02");
    await failing("12:02", "12:04");
    await world.recipe(errors);
    const evaluator = world.evaluator();
    await world.run(evaluator, "12:05");
    const HOURS = 3 * 60 * 60_000;
    await world.run(evaluator, "+2d 12:00", HOURS);
    await world.traffic({ from: "+2d 13:00", to: "+2d 13:01", perMinute: 1, failEvery: 1 });
    await world.run(evaluator, "+3d 15:00", HOURS);
    expect(await world.timeline()).toEqual(["12:02:10 fired, told"]);
  });

  it("silence that became usual ends the incident of it", async () => {
    for (let day = 1; day <= 7; day++) {
      const at = clockTime("09:00") - day * 86_400_000;
      await world.index.write(
        Array.from({ length: 720 }, (_, n) => aDocument({ timestamp: at + n * 30_000 })),
      );
    }
    await world.traffic({ from: "11:40", to: "12:05", perMinute: 6 });
    await world.recipe({ type: "no_traffic", window_minutes: 10 });
    const evaluator = world.evaluator();
    const HOURS = 3 * 60 * 60_000;
    await world.run(evaluator, "12:20");
    await world.run(evaluator, "+3d 13:00", HOURS);
    expect(await world.timeline()).toEqual(["12:15:00 fired, told"]);
    await world.run(evaluator, "+8d 13:00", HOURS);
    expect(await world.timeline()).toHaveLength(2);
    const [, ended] = await world.messages();
    expect(ended?.data.title).toBe("No requests are usual any more, and none came back");
  });
});
