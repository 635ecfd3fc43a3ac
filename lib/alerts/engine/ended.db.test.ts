import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AlertWorld, clockTime, openAlertWorld } from "../../testing/alert-world.ts";

/** Incidents that end because of their Recipe while the index is down. */
describe("while the index does not answer", () => {
  let world: AlertWorld;
  beforeEach(async () => {
    world = await openAlertWorld();
  });
  afterEach(() => world.close());

  it("a Recipe that is changed ends its incident with what was told of it", async () => {
    const errors = { type: "error_rate_above", percent: 5, window_minutes: 1 } as const;
    await world.traffic({ from: "11:50", to: "12:02", perMinute: 60 });
    await world.traffic({ from: "12:02", to: "12:10", perMinute: 60, failEvery: 2 });
    const id = await world.recipe(errors);
    const evaluator = world.evaluator("one", {
      reader: {
        ...world.index,
        health: (query, wish) =>
          world.clock.now() <= clockTime("12:03")
            ? world.index.health(query, wish)
            : Promise.reject(new Error("connection refused")),
      },
    });
    await world.run(evaluator, "12:03");
    const trigger = { ...errors, percent: 90, faults: ["partner"] };
    await world.database.alertRecipe.update({ where: { id }, data: { trigger, revision: 2 } });
    evaluator.recipesChanged();
    await world.run(evaluator, "12:04");
    expect(await world.timeline()).toEqual(["12:02:10 fired, told", "12:03:10 recovered, told"]);
    const [fired, ended] = await world.messages();
    expect(ended?.data).toMatchObject({
      ended_because: "Its Recipe was changed",
      failures: fired?.data.failures,
      top_error: fired?.data.top_error,
    });
  });
});
