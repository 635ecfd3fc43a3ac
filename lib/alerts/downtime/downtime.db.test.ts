import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "../../channels/access.ts";
import { type MembersWorld, openMembersWorld } from "../../testing/members.ts";
import { cancelDowntime } from "./cancel.ts";
import { listDowntimes } from "./list.ts";
import { downtimeInput, planDowntime } from "./plan.ts";

const HOUR = 3_600_000;

let world: MembersWorld;
let owner: Person;
let member: Person;
let stranger: Person;
beforeAll(async () => {
  world = await openMembersWorld();
  owner = await world.somebody("owner@acme.example", { owns: ["alpha"] });
  member = await world.somebody("member@acme.example", { reads: ["alpha"] });
  stranger = await world.somebody("stranger@beta.example", { owns: ["beta"] });
  await world.database.endpoint.create({
    data: { channelSlug: "alpha", kind: "action", slug: "send_message", name: "Send a message" },
  });
});
afterAll(() => world.close());

const refused = (code: string, field?: string) => expect.objectContaining({ code, field });
const iso = (hours: number) => new Date(world.clock.now() + hours * HOUR).toISOString();
const plan = (from: number, to: number, over: object = {}) =>
  downtimeInput.parse({ starts_at: iso(from), ends_at: iso(to), ...over });
const known = (viewer: Person = member) =>
  listDowntimes(world, viewer, "alpha", { from: world.clock.now(), to: world.clock.now() + 100 * HOUR });

describe("a planned downtime", () => {
  it("is planned by owners, seen by members, and taken back", async () => {
    const { id } = await planDowntime(world, owner, "alpha", plan(1, 3, { note: "New database" }));
    const other = await planDowntime(world, owner, "alpha", plan(0.5, 1, { endpoint: "send_message" }));
    expect(await known()).toMatchObject([
      { id: other.id, endpoint: "send_message" },
      { id, endpoint: null, note: "New database", created_by: "owner@acme.example" },
    ]);
    await expect(cancelDowntime(world, member, "alpha", id)).rejects.toEqual(refused("forbidden"));
    await expect(cancelDowntime(world, stranger, "beta", id)).rejects.toEqual(refused("not_found"));
    await cancelDowntime(world, owner, "alpha", id);
    await cancelDowntime(world, owner, "alpha", other.id);
    expect(await known()).toEqual([]);
    await expect(cancelDowntime(world, owner, "alpha", id)).rejects.toEqual(refused("not_found"));
    expect(await world.audit()).toEqual(
      expect.arrayContaining(["planned_downtime.plan", "planned_downtime.cancel"]),
    );
  });

  it("that runs already is ended, and what there was of it stays", async () => {
    const { id } = await planDowntime(world, owner, "alpha", plan(-1, 3));
    await cancelDowntime(world, owner, "alpha", id);
    expect(await known()).toEqual([]);
    const before = { from: world.clock.now() - 2 * HOUR };
    expect(await listDowntimes(world, member, "alpha", before)).toMatchObject([
      { id, ends_at: world.clock.now() },
    ]);
    await expect(cancelDowntime(world, owner, "alpha", id)).rejects.toEqual(refused("conflict"));
  });

  it("has possible times and a place that exists", async () => {
    const tries: [object, string, string][] = [
      [plan(3, 3), "bad_request", "ends_at"],
      [plan(-3, -1), "bad_request", "ends_at"],
      [plan(1, 24 * 15 + 2), "bad_request", "ends_at"],
      [plan(24 * 366, 24 * 367), "bad_request", "starts_at"],
      [plan(1, 2, { endpoint: "no_such" }), "bad_request", "endpoint"],
    ];
    for (const [input, code, field] of tries) {
      const planned = planDowntime(world, owner, "alpha", downtimeInput.parse(input));
      await expect(planned).rejects.toEqual(refused(code, field));
    }
  });

  it("needs the right", async () => {
    await expect(planDowntime(world, member, "alpha", plan(1, 2))).rejects.toEqual(refused("forbidden"));
    await expect(planDowntime(world, stranger, "alpha", plan(1, 2))).rejects.toEqual(refused("not_found"));
    await expect(known(stranger)).rejects.toEqual(refused("not_found"));
  });
});
