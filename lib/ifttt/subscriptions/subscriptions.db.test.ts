import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { listRecipes } from "../../alerts/recipes/list.ts";
import type { Person } from "../../channels/access.ts";
import { tokenOf } from "../../testing/ifttt.ts";
import { type MembersWorld, openMembersWorld } from "../../testing/members.ts";
import { disconnect, listConnections } from "../oauth/connections.ts";
import { revokeConnections } from "../oauth/revoke.ts";
import { triggerNamed } from "../triggers/index.ts";
import { forgetTriggers } from "./forget.ts";
import { remember } from "./remember.ts";
import { tidy } from "./tidy.ts";

let world: MembersWorld;
let owner: Person;
let member: Person;
const connections = new Map<string, string>();
beforeAll(async () => {
  world = await openMembersWorld();
  owner = await world.somebody("owner@acme.example", { owns: ["alpha", "beta"] });
  member = await world.somebody("member@acme.example", { reads: ["alpha"] });
  for (const person of [owner, member]) {
    await tokenOf(world, person);
    const [connection] = await listConnections(world, person);
    connections.set(person.id, connection?.id ?? "");
  }
});
afterEach(() => forgetTriggers(world, {}));
afterAll(() => world.close());

const subscribe = (person: Person, identity: string, slug: string, fields: object) => {
  const trigger = triggerNamed(slug);
  const subscription = trigger.subscribe({ channel: "alpha", ...fields });
  const connectionId = connections.get(person.id) ?? "";
  return remember(world, person, { trigger, subscription, identity, connectionId });
};
const recipes = () =>
  world.database.alertRecipe.findMany({
    where: { origin: "ifttt" },
    include: { actions: true, state: true },
    orderBy: { createdAt: "asc" },
  });

describe("a trigger identity", () => {
  it("has a Recipe measure for it, so that it works on a Channel without alert Recipes", async () => {
    const id = await subscribe(member, "one", "error_rate_above", {
      threshold: "7.5",
      endpoint: "send_message",
    });
    expect(await recipes()).toMatchObject([
      {
        id,
        channelSlug: "alpha",
        enabled: true,
        actions: [],
        state: { state: "ok" },
        trigger: { type: "error_rate_above", percent: 7.5, endpoint: "send_message", window_minutes: 5 },
      },
    ]);
    expect(await world.audit()).toContain("connected_app.watch");
  });

  it("whose Recipe no list of people's Recipes shows", async () => {
    await subscribe(member, "one", "api_down", {});
    expect(await listRecipes(world, owner, "alpha")).toEqual([]);
  });

  it("shares it with whoever asks the same, until the last of them is gone", async () => {
    const id = await subscribe(member, "one", "api_down", {});
    expect(await subscribe(owner, "two", "api_recovered", {})).toBe(id);
    expect(await subscribe(owner, "three", "api_down", { endpoint: "any" })).toBe(id);
    expect(await subscribe(owner, "four", "api_down", { channel: "beta" })).not.toBe(id);
    await forgetTriggers(world, { identity: { in: ["one", "two"] } });
    expect((await recipes()).map((recipe) => recipe.id)).toContain(id);
    await forgetTriggers(world, { identity: "three" });
    expect((await recipes()).map((recipe) => recipe.id)).not.toContain(id);
  });

  it("that comes with other fields is changed, and nobody measures the old ones any more", async () => {
    const before = await subscribe(owner, "one", "latency_above", { milliseconds: "2000" });
    const after = await subscribe(owner, "one", "latency_above", { milliseconds: "3000", percentile: "99" });
    expect((await recipes()).map(({ id }) => id)).toEqual([after]);
    expect(after).not.toBe(before);
    const moved = await subscribe(owner, "one", "latency_above", { milliseconds: "3000", channel: "beta" });
    expect((await recipes()).map(({ id }) => id)).toEqual([moved]);
  });

  it("of one name is each person's own", async () => {
    await subscribe(owner, "same", "no_traffic", {});
    await subscribe(member, "same", "api_down", {});
    expect(await world.database.iftttTrigger.count({ where: { identity: "same" } })).toBe(2);
  });

  it("is made once however many polls come at once", async () => {
    const ids = await Promise.all([1, 2, 3, 4].map(() => subscribe(owner, "one", "api_down", {})));
    expect(new Set(ids).size).toBe(1);
    expect(await recipes()).toHaveLength(1);
  });

  it("takes a free name beside one that people use", async () => {
    const name = "IFTTT: no request succeeds, over 5 minutes";
    const data = { channelSlug: "alpha", name, trigger: {}, recoverMinutes: 5, state: { create: {} } };
    const { id } = await world.database.alertRecipe.create({ data });
    await subscribe(owner, "one", "api_down", {});
    expect((await recipes())[0]?.name).toBe(`${name} (2)`);
    await world.database.alertRecipe.delete({ where: { id } });
  });

  it("needs the right to read alerts of the Channel", async () => {
    await expect(subscribe(member, "one", "api_down", { channel: "beta" })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("is refused beyond what one Channel measures and one person has", async () => {
    const fifty = Array.from({ length: 100 }, (_, place) => (place + 1) / 2);
    for (const threshold of fifty) {
      await subscribe(owner, `t${threshold}`, "error_rate_above", { threshold });
    }
    await expect(subscribe(owner, "more", "api_down", {})).rejects.toMatchObject({ code: "conflict" });
    expect(await subscribe(owner, "again", "error_rate_above", { threshold: 5 })).toEqual(expect.any(String));
  });

  it("ends with its connection", async () => {
    await subscribe(member, "one", "api_down", {});
    await subscribe(owner, "two", "api_down", {});
    await disconnect(world, member, { id: connections.get(member.id) ?? "", app: "Engine" });
    const left = await world.database.iftttTrigger.findMany({ select: { identity: true } });
    expect(left).toEqual([{ identity: "two" }]);
    expect(await recipes()).toHaveLength(1);
  });

  it("that nobody polls for 30 days is forgotten, one that is polled is not", async () => {
    await subscribe(owner, "polled", "api_down", {});
    await subscribe(owner, "left", "no_traffic", {});
    for (let day = 0; day < 31; day += 1) {
      world.clock.advance(86_400_000);
      await subscribe(owner, "polled", "api_down", {});
    }
    await tidy(world);
    const left = await world.database.iftttTrigger.findMany({ select: { identity: true } });
    expect(left).toEqual([{ identity: "polled" }]);
    expect(await recipes()).toHaveLength(1);
  });
});

it("a trigger whose connection has ended is forgotten", async () => {
  const leaver = await world.somebody("leaver@acme.example", { reads: ["alpha"] });
  await tokenOf(world, leaver);
  const [connection] = await listConnections(world, leaver);
  connections.set(leaver.id, connection?.id ?? "");
  await subscribe(leaver, "ended", "api_down", {});
  await subscribe(owner, "lasting", "api_down", {});
  await revokeConnections(world.database, { personId: leaver.id }, new Date(world.clock.now()));
  await tidy(world);
  const left = await world.database.iftttTrigger.findMany({ select: { identity: true } });
  expect(left).toEqual([{ identity: "lasting" }]);
});

it("an incident remembers that its Recipe was no person's, after the Recipe is gone", async () => {
  const recipeId = await subscribe(owner, "one", "api_down", {});
  const data = {
    recipeId,
    recipeName: "measures",
    channelSlug: "alpha",
    trigger: {},
    startedAt: new Date(),
    firedAt: new Date(),
    title: "down",
  };
  const { id } = await world.database.incident.create({ data });
  await forgetTriggers(world, { identity: "one" });
  expect(await world.database.incident.findUniqueOrThrow({ where: { id } })).toMatchObject({
    recipeId: null,
    origin: "ifttt",
  });
});
