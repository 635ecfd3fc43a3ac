import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { operator, type Person } from "../../channels/access.ts";
import { createLog } from "../../log.ts";
import { type MembersWorld, openMembersWorld } from "../../testing/members.ts";
import { removeDestination } from "../destinations/change.ts";
import { takeLeases } from "../engine/lease.ts";
import type { AlertMessage } from "../message.ts";
import { addPlatformDestination } from "./add-destination.ts";
import { changePlatformAlert } from "./change.ts";
import { ensurePlatformRecipes } from "./default-recipes.ts";
import { PlatformEvaluator } from "./evaluator.ts";
import { judgedTo } from "./judged-to.ts";
import { listPlatformAlerts } from "./list.ts";
import { ABOUT, PLATFORM_MEASURES, type PlatformMeasure } from "./measures.ts";
import type { Measurement, PlatformMeasures } from "./observe.ts";

const SECOND = 1_000;
const ROUND = 15 * SECOND;
const MINUTE = 60 * SECOND;

describe("the installation's own alerts", () => {
  let world: MembersWorld;
  let admin: Person;
  /** What is measured: null for nothing to measure, an error is thrown; 0 where nothing is said. */
  let figures: Partial<Record<PlatformMeasure, number | null | Error>>;

  beforeEach(async () => {
    world = await openMembersWorld();
    admin = await world.somebody("admin@example.com", { staff: "admin" });
    figures = {};
    await ensurePlatformRecipes(world.database, world.clock.now());
  });
  afterEach(() => world.close());

  const measure = (name: PlatformMeasure) => async (): Promise<Measurement | null> => {
    const figure = figures[name] === undefined ? 0 : figures[name];
    if (figure instanceof Error) throw figure;
    return figure === null ? null : { value: figure, title: `${name} is ${figure}` };
  };
  const measures: PlatformMeasures = {
    evaluation_behind: measure("evaluation_behind"),
    not_answering: measure("not_answering"),
    consumer_lag: measure("consumer_lag"),
    dead_letters: measure("dead_letters"),
    under_replicated: measure("under_replicated"),
    disk_used: measure("disk_used"),
    verification: measure("verification"),
    verification_age: measure("verification_age"),
    archive_standstill: measure("archive_standstill"),
  };

  const evaluator = (name = "one") =>
    new PlatformEvaluator({
      database: world.database,
      clock: world.clock,
      log: createLog("test", "silent"),
      measures,
      origin: "https://scope.example",
      evaluator: name,
    });

  /** Rounds until so much time has passed. */
  async function pass(ms: number, by = evaluator()) {
    for (const end = world.clock.now() + ms; world.clock.now() < end; ) {
      world.clock.advance(ROUND);
      await by.evaluate();
    }
  }

  /** As `10:02:30 Consumer lag fired, told on call`. */
  async function transitions(): Promise<string[]> {
    const rows = await world.database.incidentTransition.findMany({
      orderBy: [{ at: "asc" }, { sequence: "asc" }],
      include: { incident: true, deliveries: { include: { destination: true } } },
    });
    return rows.map(({ at, kind, incident, deliveries }) => {
      const told = deliveries.map(({ destination }) => destination.name).join(", ");
      const line = `${at.toISOString().slice(11, 19)} ${incident.recipeName} ${kind}`;
      return told === "" ? line : `${line}, told ${told}`;
    });
  }
  const untimed = async () => (await transitions()).map((line) => line.slice(9));

  const idOf = async (name: PlatformMeasure) =>
    (await world.database.alertRecipe.findFirstOrThrow({ where: { name: ABOUT[name].name } })).id;
  const shown = async (name: PlatformMeasure) =>
    (await listPlatformAlerts(world, admin)).alerts.find((alert) => alert.measure === name);
  const pager = { type: "pagerduty" as const, routing_key: "a".repeat(32), name: "on call" };

  it("are made once, whoever begins, and show their state at once", async () => {
    await ensurePlatformRecipes(world.database, world.clock.now());
    await pass(ROUND);
    const { alerts } = await listPlatformAlerts(world, admin);
    expect(alerts.map(({ state, measure: name }) => `${name} ${state}`)).toEqual(
      PLATFORM_MEASURES.map((name) => `${name} ok`),
    );
  });

  it("fire after their time, recover once it is over, and tell the destinations of both", async () => {
    await addPlatformDestination(world, admin, pager);
    await pass(ROUND);
    figures.consumer_lag = 50_000;
    await pass(3 * MINUTE);
    figures.consumer_lag = 20;
    await pass(3 * MINUTE);
    expect(await transitions()).toEqual([
      "10:02:30 Consumer lag fired, told on call",
      "10:05:30 Consumer lag recovered, told on call",
    ]);
    const fired = await world.database.incidentTransition.findFirstOrThrow({ where: { kind: "fired" } });
    expect((fired.message as unknown as AlertMessage).data).toMatchObject({
      channel: null,
      trigger: "platform",
      title: "consumer_lag is 50000",
      condition: "more than 10,000 records wait for the index, for 2 minutes",
      value: 50_000,
      threshold: 10_000,
      unit: "records",
      url: "https://scope.example/pipeline",
    });
    const incident = await world.database.incident.findFirstOrThrow();
    expect(incident).toMatchObject({ channelSlug: null, worst: 50_000, title: "consumer_lag is 50000" });
  });

  it("say nothing of what is over before its time", async () => {
    figures.consumer_lag = 50_000;
    await pass(1.5 * MINUTE);
    figures.consumer_lag = 0;
    await pass(3 * MINUTE);
    expect(await transitions()).toEqual([]);
  });

  it("do not take a measure that fails for a recovery, nor for an alarm", async () => {
    figures.under_replicated = 1;
    figures.disk_used = new Error("The event index did not answer in time.");
    await pass(3 * MINUTE);
    figures.under_replicated = new Error("The event stream did not answer in time.");
    await pass(10 * MINUTE);
    expect(await untimed()).toEqual(["Under-replicated partitions fired"]);
    expect(await shown("under_replicated")).toMatchObject({
      state: "error",
      error: "The event stream did not answer in time.",
      last_incident: { recovered_at: null },
    });
    expect((await shown("disk_used"))?.last_incident).toBeNull();
    figures.under_replicated = 0;
    await pass(3 * MINUTE);
    expect((await shown("under_replicated"))?.state).toBe("ok");
    expect(await untimed()).toEqual([
      "Under-replicated partitions fired",
      "Under-replicated partitions recovered",
    ]);
  });

  it("that are changed while they fire end, which is no recovery", async () => {
    figures.dead_letters = 11;
    await pass(MINUTE);
    const recipeId = await idOf("dead_letters");
    const data = { revision: { increment: 1 } };
    await world.database.alertRecipe.update({ where: { id: recipeId }, data });
    await pass(ROUND);
    const because = "Its Recipe was changed";
    const incident = await world.database.incident.findFirstOrThrow({ where: { recipeId } });
    expect(incident.endedBecause).toBe(because);
    const { message } = await world.database.incidentTransition.findFirstOrThrow({
      where: { incidentId: incident.id, kind: "recovered" },
    });
    expect(message).toMatchObject({ data: { title: because, ended_because: because } });
  });

  it("that find nothing to measure say so, and raise nothing", async () => {
    figures.disk_used = null;
    await pass(MINUTE);
    expect((await shown("disk_used"))?.state).toBe("no_data");
  });

  it("are judged once by several evaluators, and by the other when one is gone", async () => {
    const [one, two] = [evaluator("one"), evaluator("two")];
    figures.dead_letters = 11;
    for (let round = 0; round < 3; round++) {
      world.clock.advance(ROUND);
      await Promise.all([one.evaluate(), two.evaluate()]);
    }
    expect(await untimed()).toEqual(["Dead letters fired"]);
    figures.dead_letters = 0;
    await pass(3 * MINUTE, two);
    expect(await untimed()).toEqual(["Dead letters fired", "Dead letters recovered"]);
  });

  it("are under leases apart from those of Channels' Recipes", async () => {
    const { id } = await world.database.alertRecipe.create({
      data: { channelSlug: "alpha", name: "down", trigger: { type: "down" }, recoverMinutes: 1 },
    });
    const now = world.clock.now();
    const own = await takeLeases(world.database, "one", now, "platform");
    const channels = await takeLeases(world.database, "two", now);
    expect(channels.map(({ recipeId }) => recipeId)).toEqual([id]);
    expect(own).toHaveLength(PLATFORM_MEASURES.length);
    expect(own.map(({ recipeId }) => recipeId)).not.toContain(id);
  });

  it("know how far Channels' Recipes are judged: the least advanced decides", async () => {
    const now = world.clock.now();
    const recipe = (name: string, type: string, evaluatedTo: number, enabled = true) =>
      world.database.alertRecipe.create({
        data: {
          channelSlug: "alpha",
          name,
          trigger: { type },
          recoverMinutes: 1,
          enabled,
          state: { create: { evaluatedTo: new Date(evaluatedTo) } },
        },
      });
    expect(await judgedTo(world.database, now)).toBeNull();
    await recipe("fresh", "down", now - SECOND);
    await recipe("off", "down", now - 60 * MINUTE, false);
    await recipe("judged every five minutes", "unusual", now - 4 * MINUTE);
    expect(await judgedTo(world.database, now)).toBe(now - SECOND);
    await recipe("stuck", "down", now - 3 * MINUTE);
    expect(await judgedTo(world.database, now)).toBe(now - 3 * MINUTE);
  });

  it("begin anew with another threshold, and rest while they are off", async () => {
    figures.disk_used = 90;
    await pass(6 * MINUTE);
    const change = { id: await idOf("disk_used"), for_minutes: 0, enabled: true };
    await changePlatformAlert(world, admin, { ...change, above: 95 });
    await pass(ROUND);
    expect(await untimed()).toEqual(["Disks of the index fired", "Disks of the index recovered"]);
    expect(await shown("disk_used")).toMatchObject({ state: "ok", above: 95, value: 90 });
    await changePlatformAlert(world, admin, { ...change, above: 95, enabled: false });
    figures.disk_used = 99;
    await pass(MINUTE);
    expect(await shown("disk_used")).toMatchObject({ state: "off" });
    expect(await transitions()).toHaveLength(2);
    const tooMuch = changePlatformAlert(world, admin, { ...change, above: 101 });
    await expect(tooMuch).rejects.toMatchObject({ code: "bad_request", field: "above" });
  });

  it("are seen by staff, and changed by administrators alone", async () => {
    const support = await world.somebody("support@example.com", { staff: "support" });
    const owner = await world.somebody("owner@example.com", { owns: ["alpha"] });
    const change = { id: await idOf("disk_used"), above: 70, for_minutes: 1, enabled: true };
    const hidden = { code: "not_found" };
    await expect(listPlatformAlerts(world, owner)).rejects.toMatchObject(hidden);
    expect((await listPlatformAlerts(world, support)).may_change).toBe(false);
    const { id } = await addPlatformDestination(world, admin, pager);
    for (const who of [support, owner]) {
      await expect(changePlatformAlert(world, who, change)).rejects.toMatchObject(hidden);
      await expect(addPlatformDestination(world, who, pager)).rejects.toMatchObject(hidden);
      await expect(removeDestination(world, who, { channel: null, id })).rejects.toMatchObject(hidden);
    }
    await changePlatformAlert(world, admin, change);
    expect((await world.audit()).slice(-2)).toEqual(["destination.create", "platform_alert.update"]);
    await changePlatformAlert(world, operator, { ...change, above: 80 });
    expect((await shown("disk_used"))?.above).toBe(80);
  });

  it("tell a destination until it is removed", async () => {
    const { id } = await addPlatformDestination(world, admin, pager);
    await expect(addPlatformDestination(world, admin, pager)).rejects.toMatchObject({ code: "conflict" });
    expect((await listPlatformAlerts(world, admin)).destinations.map(({ name }) => name)).toEqual([
      "on call",
    ]);
    await removeDestination(world, admin, { channel: null, id });
    figures.dead_letters = 11;
    await pass(ROUND);
    expect(await untimed()).toEqual(["Dead letters fired"]);
  });
});
