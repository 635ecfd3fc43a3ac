import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AlertWorld, clockTime, openAlertWorld } from "../../testing/alert-world.ts";
import { aDocument } from "../../testing/builders.ts";

const DAY = 24 * 3_600_000;
const TWO_MINUTES = 120_000;

/** What becomes of alerts when nobody judged anything for long. */
describe("after a night without an evaluator", () => {
  let world: AlertWorld;
  beforeEach(async () => {
    world = await openAlertWorld();
  });
  afterEach(() => world.close());

  it("a Channel that was called all the time is not silent", async () => {
    for (let day = 1; day <= 7; day++) {
      const at = clockTime("11:00") - day * DAY;
      await world.index.write(
        Array.from({ length: 300 }, (_, n) => aDocument({ timestamp: at + n * TWO_MINUTES })),
      );
    }
    await world.traffic({ from: "11:30", to: "20:01", perMinute: 1 });
    await world.recipe({ type: "no_traffic", window_minutes: 10, minimum_requests: 2 });
    const first = world.evaluator();
    await world.run(first, "12:01");
    await first.close();
    await world.pass("20:00");
    await world.run(world.evaluator("two"), "20:00:20");
    expect(await world.timeline()).toEqual([]);
  });
});
