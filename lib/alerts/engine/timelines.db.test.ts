import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AlertWorld, clockTime, openAlertWorld } from "../../testing/alert-world.ts";
import { aDocument } from "../../testing/builders.ts";
import { WEEKDAYS } from "../schedule.ts";

/** What happened at which time, and who was told. Traffic is 60 requests a minute unless said otherwise. */
describe("alerts as timelines", () => {
  let world: AlertWorld;
  beforeEach(async () => {
    world = await openAlertWorld();
  });
  afterEach(() => world.close());

  const errors = { type: "error_rate_above", percent: 5, window_minutes: 1 } as const;
  const well = (from: string, to: string) => world.traffic({ from, to, perMinute: 60 });
  const failing = (from: string, to: string, failEvery = 2) =>
    world.traffic({ from, to, perMinute: 60, failEvery });
  const downtime = (from: string, to: string) =>
    world.database.plannedDowntime.create({
      data: {
        channelSlug: "acme-chat",
        startsAt: new Date(clockTime(from)),
        endsAt: new Date(clockTime(to)),
      },
    });

  it("fires within seconds, and recovers once it is over for as long as its window", async () => {
    await well("11:50", "12:02");
    await failing("12:02", "12:05");
    await well("12:05", "12:10");
    await world.recipe(errors);
    await world.run(world.evaluator(), "12:10");
    expect(await world.timeline()).toEqual(["12:02:10 fired, told", "12:07:00 recovered, told"]);
  });

  it("waits as long as it is to stay so, and says nothing of a shorter breach", async () => {
    await well("11:50", "12:02");
    await failing("12:02", "12:03");
    await well("12:03", "12:06");
    await failing("12:06", "12:10");
    await world.recipe({ ...errors, for_minutes: 3 });
    await world.run(world.evaluator(), "12:10");
    expect(await world.timeline()).toEqual(["12:09:10 fired, told"]);
  });

  it("is one incident while it flaps", async () => {
    await well("11:50", "12:02");
    for (const minute of ["12:02", "12:04", "12:06"])
      await failing(
        minute,
        minute.replace(/\d$/, (d) => String(Number(d) + 1)),
        10,
      );
    for (const minute of ["12:03", "12:05"])
      await well(
        minute,
        minute.replace(/\d$/, (d) => String(Number(d) + 1)),
      );
    await well("12:07", "12:15");
    await world.recipe(errors, { recoverMinutes: 2 });
    await world.run(world.evaluator(), "12:15");
    expect((await world.timeline()).map((line) => line.split(" ")[1])).toEqual(["fired,", "recovered,"]);
  });

  it("says nothing of few requests, however many of them fail", async () => {
    await world.traffic({ from: "11:50", to: "12:10", perMinute: 10, failEvery: 1 });
    await world.recipe(errors);
    await world.run(world.evaluator(), "12:10");
    expect(await world.timeline()).toEqual([]);
  });

  it("does not count users' tokens and Recipes' own mistakes", async () => {
    await world.traffic({
      from: "11:50",
      to: "12:05",
      perMinute: 60,
      failEvery: 3,
      as: { status_code: 401 },
    });
    await world.traffic({
      from: "11:50",
      to: "12:05",
      perMinute: 60,
      failEvery: 3,
      as: { status_code: 422 },
    });
    await world.recipe(errors);
    await world.run(world.evaluator(), "12:05");
    expect(await world.timeline()).toEqual([]);
  });

  it("counts refusals once everybody is refused", async () => {
    await well("11:50", "12:02");
    await world.traffic({
      from: "12:02",
      to: "12:06",
      perMinute: 60,
      failEvery: 1,
      as: { status_code: 401 },
    });
    await world.recipe(errors);
    await world.run(world.evaluator(), "12:06");
    expect((await world.timeline())[0]).toMatch(/^12:02:\d\d fired, told$/);
    const [message] = await world.messages();
    expect(message?.data.failures).toBeGreaterThan(0);
    expect(message?.data.users_affected).toBeGreaterThan(0);
    expect(message?.data.top_error).toMatchObject({ label: "401" });
    expect(new URL(message?.data.requests_url ?? "").searchParams.get("q")).toContain("user");
    const incident = await world.database.incident.findFirstOrThrow();
    expect(incident.title).toMatch(/^[1-9]\d*\u202f% of requests fail: HTTP 401$/);
    expect(incident.trigger).toMatchObject({ faults: expect.arrayContaining(["user"]) });
  });

  it("looks at its endpoint alone", async () => {
    await world.traffic({ from: "11:50", to: "12:05", perMinute: 60, as: { endpoint: "list_rooms" } });
    await failing("11:50", "12:05");
    await world.recipe({ ...errors, endpoint: "list_rooms" });
    await world.run(world.evaluator(), "12:05");
    expect(await world.timeline()).toEqual([]);
  });

  it("down: nothing succeeds although requests are made", async () => {
    await well("11:50", "12:02");
    await failing("12:02", "12:05", 1);
    await well("12:05", "12:10");
    await world.recipe({ type: "down", window_minutes: 1 });
    await world.run(world.evaluator(), "12:10");
    expect(await world.timeline()).toEqual(["12:03:00 fired, told", "12:06:10 recovered, told"]);
  });

  it("latency: the percentile is above, and says how long requests took", async () => {
    await well("11:50", "12:02");
    await world.traffic({
      from: "12:02",
      to: "12:04",
      perMinute: 60,
      failEvery: 4,
      as: { duration_ms: 3_000 },
    });
    await well("12:04", "12:08");
    await world.recipe({ type: "latency_above", percentile: 90, milliseconds: 1_000, window_minutes: 1 });
    await world.run(world.evaluator(), "12:08");
    const lines = await world.timeline();
    expect(lines.map((line) => line.split(" ")[1])).toEqual(["fired,", "recovered,"]);
    const incident = await world.database.incident.findFirstOrThrow();
    expect(incident.worst).toBeGreaterThan(100);
    expect(incident.title).toMatch(/^p90 of requests is /);
  });

  it("no traffic: only at an hour that usually has some", async () => {
    for (let day = 1; day <= 7; day++) {
      const at = clockTime("11:00") - day * 86_400_000;
      await world.index.write(
        Array.from({ length: 360 }, (_, n) => aDocument({ timestamp: at + n * 30_000 })),
      );
    }
    await world.traffic({ from: "11:40", to: "12:05", perMinute: 6 });
    const id = await world.recipe({ type: "no_traffic", window_minutes: 10 });
    await world.run(world.evaluator(), "12:20");
    expect(await world.timeline()).toEqual(["12:15:00 fired, told"]);
    expect(await world.stateOf(id)).toBe("firing");
  });

  it("no traffic: not before the day has begun, although the hour to come is a busy one", async () => {
    for (let day = 1; day <= 7; day++) {
      const at = clockTime("12:00") - day * 86_400_000;
      await world.index.write(
        Array.from({ length: 120 }, (_, n) => aDocument({ timestamp: at + n * 30_000 })),
      );
    }
    const id = await world.recipe({ type: "no_traffic", window_minutes: 10 });
    await world.run(world.evaluator(), "12:20");
    expect(await world.timeline()).toEqual([]);
    expect(await world.stateOf(id)).toBe("no_data");
  });

  it("an index that does not answer is an error, and what was known stays", async () => {
    await well("11:50", "12:02");
    await failing("12:02", "12:10");
    const id = await world.recipe(errors);
    const evaluator = world.evaluator();
    await world.run(evaluator, "12:03");
    const broken = world.evaluator("one", {
      index: { ...world.index, counts: () => Promise.reject(new Error("connection refused")) },
    });
    await expect(world.run(broken, "12:04")).rejects.toThrow("connection refused");
    expect(await world.stateOf(id)).toMatch(/^error: The event index does not answer/);
    expect(await world.timeline()).toEqual(["12:02:10 fired, told"]);
    await world.run(evaluator, "12:05");
    expect(await world.stateOf(id)).toBe("firing");
  });

  it("a mute keeps quiet, measures all the same, and tells when it ends", async () => {
    await well("11:50", "12:02");
    await failing("12:02", "12:10");
    await world.recipe(errors, { mutedUntil: "12:05" });
    const evaluator = world.evaluator();
    await world.run(evaluator, "12:04");
    expect(await world.timeline()).toEqual(["12:02:10 fired, quietly"]);
    await world.run(evaluator, "12:06");
    expect(await world.timeline()).toEqual(["12:02:10 fired, told"]);
  });

  it("outside of its weekly schedule keeps quiet, tells when its hours begin, and of the end whenever it comes", async () => {
    await well("11:50", "12:02");
    await failing("12:02", "12:08");
    await well("12:08", "12:20");
    await world.database.channel.updateMany({ data: { timeZone: "Asia/Kolkata" } });
    await world.recipe(errors, { schedule: { days: [...WEEKDAYS], from: "17:35", to: "17:38" } });
    const evaluator = world.evaluator();
    await world.run(evaluator, "12:04:50");
    expect(await world.timeline()).toEqual(["12:02:10 fired, quietly"]);
    await world.run(evaluator, "12:15");
    expect(await world.timeline()).toEqual(["12:02:10 fired, told", "12:10:00 recovered, told"]);
  });

  it("nobody hears of the end of what nobody was told of", async () => {
    await well("11:50", "12:02");
    await failing("12:02", "12:04");
    await well("12:04", "12:10");
    await world.recipe(errors, { mutedUntil: "13:00" });
    await world.run(world.evaluator(), "12:10");
    expect(await world.timeline()).toEqual(["12:02:10 fired, quietly", "12:06:00 recovered, quietly"]);
  });

  it("a planned downtime is measured, marked, and wakes nobody", async () => {
    await downtime("12:01", "12:06");
    await well("11:50", "12:02");
    await failing("12:02", "12:04");
    await well("12:04", "12:10");
    await world.recipe(errors);
    await world.run(world.evaluator(), "12:10");
    expect(await world.timeline()).toEqual(["12:02:10 fired, quietly", "12:06:00 recovered, quietly"]);
    expect((await world.database.incident.findFirstOrThrow()).planned).toBe(true);
  });

  it("a planned downtime that ends before the window is past it wakes nobody where the API is well", async () => {
    await downtime("12:01", "12:03:58");
    await well("11:50", "12:02");
    await failing("12:02", "12:04");
    await well("12:04", "12:10");
    await world.recipe(errors);
    await world.run(world.evaluator(), "12:10");
    expect(await world.timeline()).toEqual(["12:02:10 fired, quietly", "12:06:00 recovered, quietly"]);
  });

  it("what goes on after a planned downtime is told once the window lies beyond it", async () => {
    await downtime("12:01", "12:04");
    await well("11:50", "12:02");
    await failing("12:02", "12:10");
    await world.recipe(errors);
    const evaluator = world.evaluator();
    await world.run(evaluator, "12:04:50");
    expect(await world.timeline()).toEqual(["12:02:10 fired, quietly"]);
    await world.run(evaluator, "12:05");
    expect(await world.timeline()).toEqual(["12:02:10 fired, told"]);
  });

  it("a downtime that is planned while all runs is heeded within seconds, and so is a Recipe's removal", async () => {
    await well("11:50", "12:01:45");
    await failing("12:01:45", "12:10", 1);
    const id = await world.recipe(errors);
    const evaluator = world.evaluator();
    await world.run(evaluator, "12:01:33", 1_000);
    await downtime("12:01:33", "12:30");
    await world.run(evaluator, "12:02:03", 1_000);
    expect(await world.timeline()).toEqual(["12:01:49 fired, quietly"]);
    await world.database.alertRecipe.delete({ where: { id } });
    await world.run(evaluator, "12:02:18", 1_000);
    expect(await world.timeline()).toHaveLength(2);
  });

  it("reminds while it lasts, until somebody acknowledges", async () => {
    await well("11:50", "12:02");
    await failing("12:02", "12:20");
    await world.recipe(errors, { remindMinutes: 5 });
    const evaluator = world.evaluator();
    await world.run(evaluator, "12:08");
    await world.database.incident.updateMany({
      data: { acknowledgedAt: new Date(), acknowledgedBy: "Mira" },
    });
    await world.run(evaluator, "12:20");
    expect(await world.timeline()).toEqual(["12:02:10 fired, told", "12:07:10 reminded, told"]);
  });

  it("catches up after ten minutes in which nobody looked", async () => {
    await well("11:50", "12:02");
    await failing("12:02", "12:04");
    await well("12:04", "12:20");
    await world.recipe(errors);
    const first = world.evaluator();
    await world.run(first, "12:01");
    await first.close();
    await world.pass("12:12");
    await world.run(world.evaluator("two"), "12:12:10");
    expect(await world.timeline()).toEqual(["12:02:10 fired, told", "12:06:00 recovered, told"]);
  });

  it("two evaluators act as one, and the second takes over from one that is gone", async () => {
    await well("11:50", "12:02");
    await failing("12:02", "12:04");
    await well("12:04", "12:10");
    await world.recipe(errors);
    const [one, two] = [world.evaluator("one"), world.evaluator("two")];
    for (const minute of ["12:01", "12:02", "12:02:30"]) {
      await Promise.all([world.run(one, minute), two.evaluate()]);
      await two.evaluate();
    }
    await world.run(two, "12:10");
    expect(await world.timeline()).toEqual(["12:02:10 fired, told", "12:06:00 recovered, told"]);
    expect(await world.database.incident.count()).toBe(1);
  });

  it("an evaluator that was away writes nothing once another took over", async () => {
    await well("11:50", "12:02");
    await failing("12:02", "12:10");
    await world.recipe(errors);
    const [one, two] = [world.evaluator("one"), world.evaluator("two")];
    await world.run(one, "12:01:50");
    // One stands still for longer than its lease; two sees the breach first.
    await world.pass("12:02:10");
    await two.evaluate();
    await world.run(two, "12:02:30");
    await one.evaluate();
    await world.run(two, "12:03");
    expect(await world.timeline()).toEqual(["12:02:10 fired, told"]);
  });

  it("late events within the lateness raise an alert, once", async () => {
    await well("11:50", "12:10");
    await world.recipe({ ...errors, window_minutes: 0.5 });
    const evaluator = world.evaluator();
    await world.run(evaluator, "12:04");
    await failing("12:02", "12:03", 1);
    await world.run(evaluator, "12:08");
    await failing("12:02", "12:03", 1);
    await world.run(evaluator, "12:10");
    const lines = await world.timeline();
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^12:02:\d\d fired, told$/);
    expect(lines[1]).toMatch(/ recovered, told$/);
  });

  it("ends an incident when its Recipe is changed, turned off or removed", async () => {
    await well("11:50", "12:02");
    await failing("12:02", "12:10");
    for (const [n, end] of (["changed", "off", "removed"] as const).entries()) {
      const id = await world.recipe(errors, { name: end });
      const evaluator = world.evaluator(end);
      await world.run(evaluator, `12:0${3 + n * 2}`);
      const where = { id };
      if (end === "changed") {
        await world.database.alertRecipe.update({
          where,
          data: { trigger: { ...errors, percent: 90, faults: ["partner"] }, revision: 2 },
        });
      } else if (end === "off") await world.database.alertRecipe.update({ where, data: { enabled: false } });
      else await world.database.alertRecipe.delete({ where });
      evaluator.recipesChanged();
      await world.run(evaluator, `12:0${4 + n * 2}`);
      const [incident, ...others] = await world.database.incident.findMany({ where: { recipeName: end } });
      expect([end, others.length, incident?.recoveredAt]).toEqual([end, 0, expect.any(Date)]);
      expect(incident?.title).toMatch(/fail/);
      expect(incident?.trigger).toMatchObject({ percent: errors.percent });
      const told = (await world.messages()).findLast(({ data }) => data.recipe_name === end);
      expect(told?.type).toBe("alert.recovered");
      const because = {
        changed: "Its Recipe was changed",
        off: "Its Recipe was turned off",
        removed: "Its Recipe was removed",
      }[end];
      expect([told?.data.ended_because, incident?.endedBecause]).toEqual([because, because]);
      expect(told?.data.failures).toBeGreaterThan(0);
      await world.database.alertRecipe.deleteMany({ where });
    }
  });
});
