import { afterAll, beforeAll, expect, it } from "vitest";
import { operator, type Person } from "../channels/access.ts";
import { type MembersWorld, openMembersWorld } from "../testing/members.ts";
import { passwordTokenForMember, passwordTokenForSelf } from "./password-link.ts";
import { findPasswordToken, setPassword } from "./set-password.ts";

let world: MembersWorld;
let owner: Person;
let member: Person;
beforeAll(async () => {
  world = await openMembersWorld();
  owner = await world.somebody("owner@acme.example", { owns: ["alpha"] });
  member = await world.somebody("member@acme.example", { reads: ["alpha", "beta"] });
});
afterAll(() => world.close());

const refused = (code: string) => expect.objectContaining({ code });
const forMember = (actor: Person, personId = member.id) =>
  passwordTokenForMember(world, actor, { channel: "alpha", personId });

it("sets a member's password once, within an hour", async () => {
  const { token, email } = await forMember(owner);
  expect(await findPasswordToken(world, token)).toEqual({ email });
  await setPassword(world, { token, password: "a long password" });
  await expect(setPassword(world, { token, password: "another password" })).rejects.toEqual(
    refused("not_found"),
  );
  const late = await forMember(owner);
  world.clock.advance(3_600_000);
  expect(await findPasswordToken(world, late.token)).toBeNull();
});

it("is made by whoever manages members, for members of that Channel who are no staff", async () => {
  await expect(forMember(member)).rejects.toEqual(refused("forbidden"));
  const stranger = await world.somebody("stranger@beta.example", { owns: ["beta"] });
  await expect(forMember(owner, stranger.id)).rejects.toEqual(refused("not_found"));
  const staff = await world.somebody("alex@platform.example", { staff: "admin", reads: ["alpha"] });
  await expect(forMember(owner, staff.id)).rejects.toEqual(refused("conflict"));
  await world.database.person.create({
    data: {
      email: "mira@demo.example",
      demo: true,
      memberships: { create: { channelSlug: "alpha", role: "member" } },
    },
  });
  const demo = await world.database.person.findUniqueOrThrow({ where: { email: "mira@demo.example" } });
  const asOperator = { channel: "alpha", personId: demo.id };
  await expect(passwordTokenForMember(world, operator, asOperator)).rejects.toEqual(refused("conflict"));
});

it("is not made more often than helps", async () => {
  const made = [1, 2, 3, 4].map(() => passwordTokenForSelf(world, "owner@acme.example"));
  expect((await Promise.all(made)).filter((token) => token !== null)).toHaveLength(3);
  await expect(forMember(owner, owner.id)).rejects.toEqual(refused("rate_limited"));
});

it("is no way around an identity provider", async () => {
  const linked = await world.somebody("oda@acme.example", { reads: ["alpha"] });
  await world.database.person.update({ where: { id: linked.id }, data: { oidcSubject: "issuer 42" } });
  await expect(forMember(owner, linked.id)).rejects.toEqual(refused("conflict"));
  expect(await passwordTokenForSelf(world, linked.email)).toBeNull();
});

it("is not made for somebody whom an identity provider is being linked to", async () => {
  const { database } = world;
  const { id, email } = await world.somebody("ona@acme.example", { reads: ["alpha"] });
  const waiting = () => database.$queryRaw`
    select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  const { asked } = await database.$transaction(async (tx) => {
    await tx.person.update({ where: { id }, data: { oidcSubject: "issuer 43" } });
    const both = Promise.allSettled([passwordTokenForSelf(world, email), forMember(owner, id)]);
    await expect.poll(waiting).toHaveLength(2);
    return { asked: both };
  });
  expect(await asked).toEqual([
    { status: "fulfilled", value: null },
    { status: "rejected", reason: refused("conflict") },
  ]);
  expect(await database.passwordToken.count({ where: { personId: id } })).toBe(0);
});

it("says nothing about addresses that are nobody's", async () => {
  expect(await passwordTokenForSelf(world, "nobody@acme.example")).toBeNull();
  expect(await passwordTokenForSelf(world, "mira@demo.example")).toBeNull();
});
