import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "../../channels/access.ts";
import { type MembersWorld, openMembersWorld } from "../../testing/members.ts";
import { addDestination } from "./add.ts";
import { listDestinations } from "./list.ts";

let world: MembersWorld;
let owner: Person;
let member: Person;
let stranger: Person;
beforeAll(async () => {
  world = await openMembersWorld();
  owner = await world.somebody("owner@acme.example", { owns: ["alpha"] });
  member = await world.somebody("member@acme.example", { reads: ["alpha"] });
  stranger = await world.somebody("stranger@beta.example", { owns: ["beta"] });
});
afterAll(() => world.close());

const refused = (code: string, field?: string) => expect.objectContaining({ code, field });
const webhook = { type: "webhook", url: "https://hooks.acme.example/alerts" } as const;

describe("a destination", () => {
  it("is added once by an owner, a webhook with its secret", async () => {
    const made = await addDestination(world, owner, "alpha", webhook);
    expect(made).toMatchObject({
      type: "webhook",
      confirmed: true,
      secret: expect.stringMatching(/^whsec_/),
    });
    await expect(addDestination(world, owner, "alpha", webhook)).rejects.toEqual(refused("conflict"));
    expect(await listDestinations(world, member, "alpha")).toMatchObject([{ id: made.id, used_by: [] }]);
  });

  it("waits for strangers to confirm, and not for members", async () => {
    const add = (to: string) => addDestination(world, owner, "alpha", { type: "email", to });
    expect(await add("somebody@else.example")).toMatchObject({ confirmed: false, secret: null });
    expect(await add("owner@acme.example")).toMatchObject({ confirmed: true });
  });

  it("needs the right, and a Channel that is registered", async () => {
    await expect(addDestination(world, member, "alpha", webhook)).rejects.toEqual(refused("forbidden"));
    await expect(addDestination(world, stranger, "alpha", webhook)).rejects.toEqual(refused("not_found"));
    const admin = await world.somebody("admin@platform.example", { staff: "admin" });
    await expect(addDestination(world, admin, "unheard-of", webhook)).rejects.toEqual(refused("not_found"));
  });
});
