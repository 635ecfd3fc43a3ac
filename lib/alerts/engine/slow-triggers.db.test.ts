import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AlertWorld, clockTime, openAlertWorld } from "../../testing/alert-world.ts";
import { aDocument } from "../../testing/builders.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Triggers that look farther back than their window. */
describe("triggers that know the past", () => {
  let world: AlertWorld;
  beforeEach(async () => {
    world = await openAlertWorld();
  });
  afterEach(() => world.close());

  const kinds = async () => (await world.timeline()).map((line) => line.split(" ")[1]?.replace(",", ""));

  it("new error: fires for what 30 days did not show, and not for what they did", async () => {
    const known = { status_code: 500, error_message: "out of memory", error_pattern: "out of memory" };
    await world.index.write(
      [1, 2, 3].map((day) => aDocument({ ...known, timestamp: clockTime("12:00") - day * DAY })),
    );
    await world.traffic({ from: "11:50", to: "12:20", perMinute: 60, failEvery: 10, as: known });
    const id = await world.recipe({ type: "new_error", window_minutes: 1 });
    const evaluator = world.evaluator();
    await world.run(evaluator, "12:05");
    expect(await world.stateOf(id)).toBe("ok");
    const fresh = { status_code: 500, error_message: "disk is full", error_pattern: "disk is full" };
    await world.traffic({ from: "12:05", to: "12:08", perMinute: 60, failEvery: 6, as: fresh });
    await world.run(evaluator, "12:12");
    expect(await kinds()).toEqual(["fired", "recovered"]);
    expect((await world.database.incident.findFirstOrThrow()).title).toContain("disk is full");
  });

  it("budget burn: a tenth of all requests fail for as long as it takes", async () => {
    await world.traffic({ from: "08:00", to: "12:00", perMinute: 30 });
    await world.recipe({ type: "budget_burn", objective_percent: 99 });
    const evaluator = world.evaluator();
    await world.run(evaluator, "12:01");
    await world.traffic({ from: "12:01", to: "12:20", perMinute: 60, failEvery: 2 });
    await world.run(evaluator, "12:20");
    expect(await kinds()).toEqual(["fired"]);
    const incident = await world.database.incident.findFirstOrThrow();
    expect(incident.worst).toBeGreaterThan(14.4);
    expect(incident.threshold).toBeCloseTo(14.4);
    const burns =
      /^The error budget of 30 days burns [\d.]+× as fast as it may over 1 hour, where 14\.4× is the limit$/;
    expect(incident.title).toMatch(burns);
    const [fired] = await world.messages();
    expect(fired?.data).toMatchObject({ title: incident.title, threshold: incident.threshold });
    expect(fired?.data.users_affected).toBeGreaterThan(0);

    await world.traffic({ from: "12:20", to: "13:00", perMinute: 60 });
    await world.run(evaluator, "13:00");
    expect(await kinds()).toEqual(["fired", "recovered"]);
    // What happened, not that it is over.
    expect((await world.database.incident.findFirstOrThrow()).title).toMatch(burns);
    expect((await world.messages())[1]?.data).toMatchObject({ threshold: incident.threshold });
  });

  it("unusual: a third of the usual requests, at a time that had more on all days before", async () => {
    const documents = [];
    for (let day = 1; day <= 5; day++) {
      for (let minute = -420; minute < 180; minute++) {
        const at = clockTime("12:00") - day * DAY + minute * MINUTE;
        for (let n = 0; n < 6 + (Math.abs(minute * 7 + day) % 3); n++)
          documents.push(aDocument({ timestamp: at + n * 5_000 }));
      }
    }
    await world.index.write(documents);
    await world.traffic({ from: "05:00", to: "12:00", perMinute: 7 });
    await world.traffic({ from: "12:00", to: "12:50", perMinute: 2 });
    await world.recipe({ type: "unusual", measure: "requests" });
    await world.run(world.evaluator(), "12:40");
    expect(await kinds()).toEqual(["fired"]);
  });
});
