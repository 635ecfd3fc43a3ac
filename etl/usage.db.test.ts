import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { usageToApi } from "#lib/http/api/usage.ts";
import { usageData } from "#lib/http/api/usage-schemas.ts";
import type { InteractionDocument } from "#lib/interactions/event.ts";
import { WarehouseUnavailable } from "#lib/stores/warehouse/port.ts";
import { cutProxy } from "#lib/testing/cut-proxy.ts";
import { person } from "#lib/testing/reading.ts";
import { complaintsAbout, ensureSqlglot } from "#lib/testing/redshift/sqlglot.ts";
import { openStandIn, WAREHOUSES } from "#lib/testing/warehouses.ts";
import { exportUsage } from "#lib/usage/export-usage.ts";
import { usageOverview } from "#lib/usage/overview.ts";
import { readUsage } from "#lib/usage/read-usage.ts";
import { saveVerification } from "#lib/verification/save.ts";
import { daysBetween, rangeOf } from "./day.ts";
import { findJobs } from "./find-jobs.ts";
import { sweep } from "./sweep.ts";
import { anInteraction } from "./testing/archive-events.ts";
import { brokenRules } from "./testing/broken-rules.ts";
import { openWorld, type World } from "./testing/world.ts";

const python = ensureSqlglot();
const member = person(["acme-chat"]);

const event = (user: number, time: string, rest: Partial<InteractionDocument>) =>
  anInteraction({ user_id: `u_${user}`, timestamp: Date.parse(`${time}Z`), channel: "acme-chat", ...rest });
const run = (user: number, time: string, recipe: string, country: string) => [
  event(user, time, {
    type: "recipe_run",
    recipe_id: recipe,
    country,
    properties: { kind: "trigger", endpoint: "new_message" },
  }),
  event(user, time, {
    type: "recipe_run",
    recipe_id: recipe,
    country,
    channel: "bolt-mail",
    properties: { kind: "action", endpoint: "send_mail" },
  }),
];

const people = (first: number, count: number) => Array.from({ length: count }, (_, place) => first + place);

/** Five connect and run in the week to 23 February; of twelve in the week after, six in Portugal and one in France. */
const STORY = [
  ...people(1, 5).flatMap((user) => [
    event(user, "2026-02-17T08:00:00", { country: "PT" }),
    ...run(user, "2026-02-20T08:00:00", `r${user}`, "PT"),
  ]),
  ...people(1, 6).flatMap((user) => run(user, "2026-02-25T08:00:00", `r${user}`, "PT")),
  ...people(7, 5).flatMap((user) => run(user, "2026-03-02T08:00:00", `r${user}`, "DE")),
  ...run(12, "2026-03-02T08:00:00", "r12", "FR"),
  ...run(12, "2026-03-02T09:00:00", "r12", "FR"),
];

async function register({ deps: { database } }: World): Promise<void> {
  const partner = await database.partner.create({ data: { name: "Acme" } });
  const channel = (slug: string, name: string) => ({ slug, name, partnerId: partner.id });
  await database.channel.createMany({
    data: [channel("acme-chat", "Acme Chat"), channel("bolt-mail", "Bolt Mail")],
  });
  const endpoint = { channelSlug: "acme-chat", name: "New message" };
  const [trigger, action] = await Promise.all(
    ["trigger", "action"].map((kind) =>
      database.endpoint.create({ data: { ...endpoint, kind, slug: kind } }),
    ),
  );
  await database.platformUser.create({ data: { id: "12", pseudonym: "u_12" } });
  await database.recipe.create({
    data: {
      id: "r12",
      title: "Mail me my chats",
      userId: "12",
      triggerEndpointId: trigger?.id ?? "",
      actionEndpointId: action?.id ?? "",
    },
  });
}

const swept = async (world: World) => {
  for await (const { job, day, result } of sweep(world.deps, await findJobs()))
    expect(result.state, `${job} ${day}`).toMatch(/^(succeeded|current)$/);
};

for (const { name, open } of WAREHOUSES) {
  describe(`Usage from ${name}`, () => {
    let world: World;

    beforeAll(async () => {
      world = await openWorld(open);
      await register(world);
    });
    afterAll(async () => {
      await world.close();
    });

    it("has no figures before a day was made", async () => {
      expect(await readUsage(world.deps, member, "acme-chat", "7d")).toEqual({
        channel: { slug: "acme-chat", name: "Acme Chat", registered: true },
        range: "7d",
        figures: null,
        completeTo: null,
        counting: false,
        requests: true,
      });
    });

    it("says so while the first days are being made", async () => {
      const { database, clock } = world.deps;
      const now = clock.now();
      const run = { job: "load_interactions", day: new Date("2026-03-01T00:00:00Z"), inputs: "" };
      const counting = async () => (await readUsage(world.deps, member, "acme-chat", "7d")).counting;
      const { id } = await database.jobRun.create({
        data: { ...run, state: "running", leaseUntil: new Date(now + 1_000), startedAt: new Date(now) },
      });
      expect(await counting()).toBe(true);
      const change = (data: { leaseUntil?: Date; state?: string; finishedAt?: Date }) =>
        database.jobRun.update({ where: { id }, data });
      await change({ leaseUntil: new Date(now - 1) });
      expect(await counting()).toBe(false);
      await change({ state: "failed", finishedAt: new Date(now - 59_000) });
      expect(await counting()).toBe(true);
      await change({ finishedAt: new Date(now - 61_000) });
      expect(await counting()).toBe(false);
      await database.jobRun.delete({ where: { id } });
    });

    it("says who used the Channel and how, against the week before, small groups folded", async () => {
      await world.interactions.write(STORY);
      await swept(world);
      const { figures, completeTo } = await readUsage(world.deps, member, "acme-chat", "7d");
      expect(completeTo).toBe("2026-03-02");
      expect(figures).toMatchObject({
        from: "2026-02-24",
        to: "2026-03-02",
        people: { active: 12, first: 7, connected: 0, funnel: { connected: 0, ran: 0 } },
        peopleBefore: { active: 5, first: 5, connected: 5, funnel: { connected: 5, created: 0 } },
        countries: {
          groups: [{ key: "PT", users: 6, amount: 6, before: 5 }],
          other: { groups: 2, amount: 6 },
        },
        pairs: { groups: [{ key: "bolt-mail", name: "Bolt Mail", amount: 12, before: 5 }], other: null },
        endpoints: { groups: [{ kind: "trigger", key: "new_message", amount: 13, before: 5 }] },
        retention: [
          // The week's sixth is the cohort that is small.
          { week: "2026-02-16", users: 5, active: [5, null] },
          { week: "2026-02-23", users: null, active: [] },
        ],
        receipts: { people: { completeTo: "2026-03-02", days: 7, verified: null } },
      });
      expect(figures?.recipes[0]).toEqual({ id: "r12", title: null, runs: 2 });
      expect(figures?.days.map(({ active }) => active)).toEqual([0, 6, 0, 0, 0, 0, 6]);
      expect(figures?.days.at(-1)).toMatchObject({
        date: "2026-03-02",
        week: 12,
        month: 12,
        first: 6,
        runs: 7,
      });
      expect(figures?.daysBefore.map(({ active }) => active)).toEqual([5, 0, 0, 5, 0, 0, 0]);
      expect(await brokenRules(world, daysBetween("2026-02-17", "2026-03-02"))).toEqual([]);
    });

    it("is told by the API as it describes it, and exported", async () => {
      const view = await readUsage(world.deps, member, "acme-chat", "7d");
      const told = usageToApi(view);
      expect(usageData.strict().parse(JSON.parse(JSON.stringify(told)))).toEqual(told);
      const asked = { range: "7d", table: "countries" } as const;
      let csv = "";
      for await (const line of await exportUsage(world.deps, member, "acme-chat", asked)) csv += line;
      expect(csv).toBe("country,users,people,people_before\r\nPT,6,6,5\r\nother,,6,\r\n");
      await expect(exportUsage(world.deps, person(["bolt-mail"]), "acme-chat", asked)).rejects.toThrow(
        "no such",
      );
    });

    it("compares with nothing where history does not reach back far enough", async () => {
      const { figures } = await readUsage(world.deps, member, "acme-chat", "28d");
      expect(figures).toMatchObject({
        peopleBefore: null,
        daysBefore: [],
        people: { active: 12 },
        receipts: { people: { days: 14 } },
      });
      expect(figures?.pairs.groups[0]?.before).toBeNull();
    });

    it("is compared with its source as far back as each part looks", async () => {
      const saved = async (day: string, state: "equal" | "unequal") => {
        const sums = { rows: 1, checksum: 1 };
        const way = { step: "archive_warehouse", subject: "interactions", state } as const;
        const completeTo = rangeOf(day).to;
        const result = { ...way, source: sums, here: sums, completeTo, disagreements: [], notCompared: [] };
        await saveVerification(world.deps.database, day, [result], world.deps.clock.now());
      };
      for (const day of daysBetween("2026-02-10", "2026-03-02"))
        await saved(day, day === "2026-02-10" ? "unequal" : "equal");
      const { figures } = await readUsage(world.deps, member, "acme-chat", "7d");
      const equal = Object.entries(figures?.receipts ?? {}).map(([part, { verified }]) => [
        part,
        verified?.equal,
      ]);
      expect(Object.fromEntries(equal)).toEqual({
        ...{ people: false, retention: false, recipes: false },
        ...{ endpoints: true, pairs: true, audience: true, top: true },
      });
    });

    it("leaves a gap where a day could not be counted, and a nought where nothing happened", async () => {
      const { database } = world.deps;
      const runs = { job: "channel_recipes_daily", day: new Date("2026-02-25") };
      const ended = (state: string) => database.jobRun.updateMany({ where: runs, data: { state } });
      const day = async (range: "7d" | "28d", date: string) => {
        const { figures } = await readUsage(world.deps, member, "acme-chat", range);
        return figures?.days.find((one) => one.date === date);
      };
      expect(await day("7d", "2026-02-26")).toMatchObject({ active: 0, created: 0, runs: 0 });
      expect(await day("28d", "2026-02-10")).toMatchObject({ active: null, runs: null });
      await ended("failed");
      expect(await day("7d", "2026-02-26")).toMatchObject({ runs: 0 });
      await world.deps.warehouse.transaction(({ execute }) =>
        execute("delete from warehouse.channel_recipes_daily where usage_date = '2026-02-25'"),
      );
      expect(await day("7d", "2026-02-25")).toMatchObject({ active: 6, created: null, runs: null });
      await swept(world);
      expect(await day("7d", "2026-02-25")).toMatchObject({ active: 6, created: 0, runs: 6 });
    });

    it("is told of all Channels side by side, to staff", async () => {
      const analyst = person([], "analyst");
      const week = await usageOverview(world.deps, analyst, "7d");
      expect(week).toMatchObject({
        range: "7d",
        completeTo: "2026-03-02",
        receipt: { completeTo: "2026-03-02" },
      });
      const used = { active: 12, activeBefore: 5, first: 7, runs: 13, enabled: 0, partner: "Acme" };
      expect(week.channels).toEqual([
        { ...used, slug: "acme-chat", name: "Acme Chat", color: null, trend: [0, 6, 0, 0, 0, 0, 6] },
        { ...used, slug: "bolt-mail", name: "Bolt Mail", color: null, trend: [0, 6, 0, 0, 0, 0, 6] },
      ]);
      const { channels } = await usageOverview(world.deps, analyst, "91d");
      expect(channels?.[0]).toMatchObject({ active: 12, activeBefore: null });
      expect(channels?.[0]?.trend.slice(-2)).toEqual([5, 12]);
      for (const partner of [member, person(["acme-chat"]), { ...analyst, staff: null }])
        await expect(usageOverview(world.deps, partner, "7d")).rejects.toThrow("There is no such page");
    });

    it("is for who may see the Channel's usage, and names Recipes to who may look people up", async () => {
      await expect(readUsage(world.deps, person(["bolt-mail"]), "acme-chat", "7d")).rejects.toThrow(
        "There is no such Channel",
      );
      const analyst = await readUsage(world.deps, person([], "analyst"), "acme-chat", "7d");
      expect(analyst.requests).toBe(false);
      expect(analyst.figures?.recipes[0]).toEqual({ id: "r12", title: null, runs: 2 });
      const support = await readUsage(world.deps, person([], "support"), "acme-chat", "7d");
      expect(support.figures?.recipes[0]).toEqual({ id: "r12", title: "Mail me my chats", runs: 2 });
    });

    it("says so when the warehouse does not answer", async () => {
      const proxy = await cutProxy(world.place.url);
      const warehouse = world.place.connect(proxy.url);
      proxy.cut();
      await expect(readUsage({ ...world.deps, warehouse }, member, "acme-chat", "7d")).rejects.toThrow(
        WarehouseUnavailable,
      );
      await warehouse.close();
      await proxy.close();
    });
  });
}

const needs = python === null ? " (install Python 3 with venv and pip)" : "";
describe.skipIf(python === null)(`what Usage asks${needs}`, () => {
  it("is understood by sqlglot as Redshift's SQL", async () => {
    const statements = new Set<string>();
    const world = await openWorld(() => openStandIn((sql) => statements.add(sql)));
    await register(world);
    await world.interactions.write(STORY);
    await swept(world);
    statements.clear();
    await readUsage(world.deps, member, "acme-chat", "91d");
    await usageOverview(world.deps, person([], "analyst"), "91d");
    const asked = [...statements].flatMap((sql) => sql.split("cursor for ")[1] ?? []);
    expect(asked).toHaveLength(6);
    expect(complaintsAbout(asked, python ?? "")).toEqual([]);
    await world.close();
  });
});
