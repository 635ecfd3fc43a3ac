import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AlertWorld, openAlertWorld } from "../../testing/alert-world.ts";

/** Requests of which none says whether the API works. */
describe("while nothing can be judged", () => {
  let world: AlertWorld;
  beforeEach(async () => {
    world = await openAlertWorld();
  });
  afterEach(() => world.close());

  it("what is down stays down until a request succeeds", async () => {
    await world.traffic({ from: "11:50", to: "12:02", perMinute: 60 });
    await world.traffic({ from: "12:02", to: "12:04", perMinute: 60, failEvery: 1 });
    await world.traffic({
      from: "12:04",
      to: "12:08",
      perMinute: 60,
      failEvery: 1,
      as: { status_code: 422 },
    });
    await world.traffic({ from: "12:08", to: "12:11", perMinute: 60 });
    await world.recipe({ type: "down", window_minutes: 1 });
    const evaluator = world.evaluator();
    await world.run(evaluator, "12:08");
    expect(await world.timeline()).toEqual(["12:03:00 fired, told"]);
    await world.run(evaluator, "12:11");
    expect(await world.timeline()).toEqual(["12:03:00 fired, told", "12:09:10 recovered, told"]);
  });
});
