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

  it("new error: one that goes on is known after an hour, which is no recovery; the next one is told of", async () => {
    const failing = (from: string, to: string, message: string) =>
      world.traffic({
        from,
        to,
        perMinute: 60,
        failEvery: 6,
        as: { status_code: 500, error_message: message, error_pattern: message },
      });
    await world.traffic({ from: "11:50", to: "12:05", perMinute: 60 });
    await failing("12:05", "13:40", "disk is full");
    await world.recipe({ type: "new_error", window_minutes: 1 });
    const first = world.evaluator();
    await world.run(first, "12:20", MINUTE);
    await first.close();
    await world.pass("12:21");
    const evaluator = world.evaluator("two");
    await world.run(evaluator, "13:30", MINUTE);
    expect(await kinds()).toEqual(["fired", "recovered"]);
    const [, ended] = await world.messages();
    expect(ended?.data.ended_because).toBe("The error goes on, and is known by now");
    expect((await world.database.incident.findFirstOrThrow()).title).toContain("disk is full");

    await failing("13:30", "13:34", "out of memory");
    await world.run(evaluator, "13:40", MINUTE);
    expect(await kinds()).toEqual(["fired", "recovered", "fired", "recovered"]);
    expect((await world.messages())[3]?.data.ended_because).toBeUndefined();
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

  it("budget burn: with a short window, is over as soon as that is, and with a long one later", async () => {
    await world.traffic({ from: "08:00", to: "12:00", perMinute: 30 });
    await world.traffic({ from: "12:00", to: "12:13", perMinute: 60, failEvery: 2 });
    await world.traffic({ from: "12:13", to: "12:40", perMinute: 60 });
    const budget = { type: "budget_burn", objective_percent: 99 } as const;
    for (const window_minutes of [0.5, 5, 20])
      await world.recipe({ ...budget, window_minutes }, { name: String(window_minutes), recoverMinutes: 0 });
    await world.run(world.evaluator(), "12:40");
    const incidents = await world.database.incident.findMany({ where: { recoveredAt: { not: null } } });
    const ends = new Map(
      incidents.map(({ recipeName, recoveredAt }) => [
        recipeName,
        ((recoveredAt?.getTime() ?? 0) - clockTime("12:13")) / MINUTE,
      ]),
    );
    expect(ends.get("0.5")).toBeLessThanOrEqual(1);
    expect(ends.get("5")).toBeGreaterThan(2);
    expect(ends.get("5")).toBeLessThanOrEqual(5.5);
    expect(ends.get("20")).toBeGreaterThan(10);
  });

  it("no traffic: within half a minute, where there usually is some in every one", async () => {
    for (let day = 1; day <= 7; day++) {
      const at = clockTime("10:00") - day * DAY;
      await world.index.write(
        Array.from({ length: 1_800 }, (_, n) => aDocument({ timestamp: at + n * 8_000 })),
      );
    }
    await world.traffic({ from: "11:50", to: "12:02", perMinute: 60 });
    await world.recipe({ type: "no_traffic", window_minutes: 0.5, minimum_requests: 3 });
    await world.run(world.evaluator(), "12:04");
    expect(await world.timeline()).toEqual(["12:02:30 fired, told"]);
  });

  it("unusual: a short window sees within minutes what the usual ones see later", async () => {
    const documents = [];
    for (let day = 1; day <= 4; day++) {
      for (let second = -25_200; second < 3_600; second += 5 + (day % 2)) {
        documents.push(aDocument({ timestamp: clockTime("12:00") - day * DAY + second * 1_000 }));
      }
    }
    await world.index.write(documents);
    await world.traffic({ from: "05:00", to: "12:10", perMinute: 11 });
    await world.traffic({ from: "12:10", to: "12:30", perMinute: 1 });
    const measure = { type: "unusual", measure: "requests" } as const;
    for (const window_minutes of [0.5, 2, null])
      await world.recipe({ ...measure, window_minutes }, { name: String(window_minutes) });
    await world.run(world.evaluator(), "12:30");
    const incidents = await world.database.incident.findMany();
    const firedAt = (name: string) =>
      incidents
        .filter(({ recipeName }) => recipeName === name)
        .map((incident) => (incident.firedAt.getTime() - clockTime("12:10")) / MINUTE);
    expect(firedAt("0.5")).toEqual([0.5]);
    const [[two], [usual]] = [firedAt("2"), firedAt("null")];
    expect(two).toBeGreaterThan(0.5);
    expect(two).toBeLessThanOrEqual(2);
    expect(usual).toBeGreaterThanOrEqual(5);
  });
});
