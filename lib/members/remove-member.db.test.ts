import { afterAll, beforeAll, expect, test } from "vitest";
import { addDestination } from "../alerts/destinations/add.ts";
import { enableDestination } from "../alerts/destinations/change.ts";
import { listDestinations } from "../alerts/destinations/list.ts";
import type { Person } from "../channels/access.ts";
import { type MembersWorld, openMembersWorld } from "../testing/members.ts";
import { removeMember } from "./remove-member.ts";

let world: MembersWorld;
let owner: Person;
let nia: Person;
beforeAll(async () => {
  world = await openMembersWorld();
  owner = await world.somebody("owner@acme.example", { owns: ["alpha", "beta"] });
  nia = await world.somebody("nia@acme.example", { reads: ["alpha", "beta"] });
});
afterAll(() => world.close());

const add = (channel: string, to: string) => addDestination(world, owner, channel, { type: "email", to });
const switchedOff = async (channel: string) =>
  (await listDestinations(world, owner, channel)).flatMap(({ hint, disabled }) =>
    disabled === null ? [] : [{ hint, ...disabled }],
  );

/** Those that confirm before anything is sent to them. */
const waiting = async (channel: string) =>
  (await listDestinations(world, owner, channel))
    .filter(({ confirmed_at }) => confirmed_at === null)
    .map(({ hint }) => hint);

test("who is removed gets no more alerts of that Channel, which is on record, until somebody wants it so and they agree", async () => {
  const { id } = await add("alpha", "Nia@acme.example");
  await add("alpha", "owner@acme.example");
  await add("beta", "nia@acme.example");
  await world.database.destination.updateMany({ data: { confirmedAt: new Date(world.clock.now()) } });
  expect(await waiting("alpha")).toEqual([]);
  await removeMember(world, owner, { channel: "alpha", personId: nia.id });

  const off = { hint: "Nia@acme.example", at: world.clock.now(), reason: expect.stringMatching(/no member/) };
  expect(await switchedOff("alpha")).toEqual([off]);
  expect(await switchedOff("beta")).toEqual([]);
  const entry = await world.database.auditEntry.findFirstOrThrow({
    where: { action: "destination.disable" },
  });
  expect(entry).toMatchObject({
    channelSlug: "alpha",
    actorId: owner.id,
    subject: "Nia@acme.example",
    detail: { reason: off.reason },
  });

  await enableDestination(world, owner, { channel: "alpha", id });
  expect(await switchedOff("alpha")).toEqual([]);
  expect(await waiting("alpha")).toEqual(["Nia@acme.example"]);
});

test("who cannot be removed keeps their alerts", async () => {
  const personId = owner.id;
  await expect(removeMember(world, owner, { channel: "alpha", personId })).rejects.toThrow(/last owner/);
  expect(await switchedOff("alpha")).toEqual([]);
});
