import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operator, type Person } from "../channels/access.ts";
import { changeTimeZone } from "../channels/time-zone.ts";
import { type MembersWorld, openMembersWorld } from "../testing/members.ts";
import { createApiKey } from "./api-keys/create.ts";
import { auditTrail } from "./audit-trail.ts";
import { changeRole } from "./change-role.ts";

let world: MembersWorld;
let owner: Person;
let member: Person;
let support: Person;
beforeAll(async () => {
  world = await openMembersWorld();
  owner = await world.somebody("owner@acme.example", { owns: ["alpha"] });
  member = await world.somebody("member@acme.example", { reads: ["alpha"] });
  support = await world.somebody("sena@platform.example", { staff: "support" });
});
afterAll(() => world.close());

const refused = (code: string) => expect.objectContaining({ code });
const trail = (filter: Parameters<typeof auditTrail>[3] = {}, viewer = owner) =>
  auditTrail(world.database, viewer, "alpha", filter);

describe("a member's role", () => {
  it("is changed by an owner, and the last owner stays one", async () => {
    const role = { channel: "alpha", personId: member.id, role: "owner" } as const;
    await expect(changeRole(world, member, role)).rejects.toEqual(refused("forbidden"));
    const last = { channel: "alpha", personId: owner.id, role: "member" } as const;
    await expect(changeRole(world, owner, last)).rejects.toEqual(refused("conflict"));
    await changeRole(world, owner, role);
    await expect(changeRole(world, owner, role)).rejects.toEqual(refused("conflict"));
    await changeRole(world, owner, { ...role, role: "member" });
    const stranger = { ...role, personId: support.id };
    await expect(changeRole(world, owner, stranger)).rejects.toEqual(refused("not_found"));
  });
});

describe("a Channel's time zone", () => {
  it("is changed by an owner; the same again changes nothing", async () => {
    const change = { channel: "alpha", timeZone: "Europe/Berlin" };
    await expect(changeTimeZone(world, support, change)).rejects.toEqual(refused("forbidden"));
    await changeTimeZone(world, owner, change);
    await changeTimeZone(world, owner, change);
    const { items } = await trail({ noun: "channel" });
    expect(items.filter(({ action }) => action === "channel.change_time_zone")).toMatchObject([
      { actor: { name: "owner@acme.example", staff: false }, detail: { from: "UTC", to: "Europe/Berlin" } },
    ]);
  });
});

describe("the audit trail of a Channel", () => {
  it("is its own alone, the newest first", async () => {
    await createApiKey(world, operator, { name: "b", channel: "beta", scopes: ["read"] });
    const { items, actors } = await trail();
    expect(items.map(({ action }) => action)).toEqual([
      "channel.change_time_zone",
      "membership.change_role",
      // A Channel's first owner gets an alert Recipe to begin with.
      "alert_recipe.recommend",
      "destination.create",
      "membership.change_role",
      "channel.register",
    ]);
    expect(actors.map(({ name }) => name)).toEqual([
      "The operator",
      "owner@acme.example",
      "member@acme.example",
    ]);
  });

  it("is narrowed by what, who and since when", async () => {
    world.clock.advance(60_000);
    await createApiKey(world, operator, { name: "k", channel: "alpha", scopes: ["read"] });
    expect((await trail({ noun: "api_key" })).items).toHaveLength(1);
    expect((await trail({ actor: "command" })).items.map(({ action }) => action)).toEqual([
      "api_key.create",
      "channel.register",
    ]);
    expect((await trail({ actor: `person:${owner.id}` })).items).toHaveLength(3);
    expect((await trail({ since: world.clock.now() })).items).toHaveLength(1);
  });

  it("goes on page by page", async () => {
    for (let n = 0; n < 50; n += 1) {
      await createApiKey(world, owner, { name: `key ${n}`, channel: "alpha", scopes: ["read"] });
    }
    const first = await trail();
    const second = await trail({ before: first.next ?? "" });
    expect([first.items.length, second.items.length, second.next]).toEqual([50, 7, null]);
  });

  it("is read by owners and support, not by members or strangers", async () => {
    expect((await trail({}, support)).items).toHaveLength(50);
    await expect(trail({}, member)).rejects.toEqual(refused("forbidden"));
    const stranger = await world.somebody("stranger@beta.example", { owns: ["beta"] });
    await expect(trail({}, stranger)).rejects.toEqual(refused("not_found"));
  });
});
