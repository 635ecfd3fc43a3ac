import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MembersWorld, openMembersWorld } from "../testing/members.ts";
import { type Person, scopeOf } from "./access.ts";
import { listChannels } from "./list-channels.ts";
import { listPartners } from "./list-partners.ts";
import { channelFields, registerChannel } from "./register-channel.ts";
import { registerPartner } from "./register-partner.ts";
import { listUnregistered } from "./unregistered.ts";

let world: MembersWorld;
let admin: Person;
let owner: Person;
beforeAll(async () => {
  world = await openMembersWorld();
  admin = await world.somebody("admin@platform.example", { staff: "admin" });
  owner = await world.somebody("owner@acme.example", { owns: ["alpha"] });
});
afterAll(() => world.close());

const refused = (code: string) => expect.objectContaining({ code });

describe("registering a Channel", () => {
  it("makes its unregistered traffic its own", async () => {
    await world.database.unregisteredChannel.create({ data: { slug: "gamma", events: 12 } });
    expect(await listUnregistered(world.database, admin)).toMatchObject([{ slug: "gamma", events: 12 }]);
    const partner = await registerPartner(world, admin, { name: "Gamma Inc." });
    const channel = { slug: "gamma", name: "Gamma", partnerId: partner.id, timeZone: "Europe/Berlin" };
    await registerChannel(world, admin, channel);
    expect(await listUnregistered(world.database, admin)).toEqual([]);
    const partners = await listPartners(world.database, admin);
    expect(partners.find((entry) => entry.id === partner.id)?.channels).toEqual([
      { slug: "gamma", name: "Gamma", owners: [] },
    ]);
    await expect(registerChannel(world, admin, channel)).rejects.toEqual(refused("conflict"));
    await expect(registerPartner(world, admin, { name: "Gamma Inc." })).rejects.toEqual(refused("conflict"));
  });

  it("is for administrators", async () => {
    await expect(registerPartner(world, owner, { name: "Mine" })).rejects.toEqual(refused("not_found"));
    await expect(listPartners(world.database, owner)).rejects.toEqual(refused("not_found"));
    await expect(listUnregistered(world.database, owner)).rejects.toEqual(refused("not_found"));
  });

  it.each([
    ["slug", { slug: "Not A Slug" }],
    ["timeZone", { timeZone: "Mars/Olympus" }],
    ["name", { name: "  " }],
    ["partnerId", { partnerId: "acme" }],
  ])("names the field at fault: %s", (field, wrong) => {
    const good = {
      slug: "delta",
      name: "Delta",
      partnerId: "01890a5d-ac96-774b-bcce-b302099a8057",
      timeZone: "UTC",
    };
    expect(channelFields.safeParse(good).success).toBe(true);
    const parsed = channelFields.safeParse({ ...good, ...wrong });
    expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toEqual([field]);
  });

  it("lists to a viewer what their scope holds", async () => {
    const mine = await listChannels(world.database, scopeOf(owner, "requests:read"));
    expect(mine.map((channel) => channel.slug)).toEqual(["alpha"]);
    const all = await listChannels(world.database, scopeOf(admin, "requests:read"));
    expect(all.map((channel) => channel.slug)).toEqual(["alpha", "beta", "gamma"]);
  });

  it("never changes a slug afterwards", async () => {
    await expect(
      world.database.channel.update({ where: { slug: "alpha" }, data: { slug: "omega" } }),
    ).rejects.toThrow("never changes");
  });
});
