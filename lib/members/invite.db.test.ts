import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Person } from "../channels/access.ts";
import { type MembersWorld, openMembersWorld } from "../testing/members.ts";
import { acceptInvitation, findInvitation } from "./accept-invitation.ts";
import { invite } from "./invite.ts";
import { listMembers } from "./list-members.ts";
import { loadPerson } from "./load-person.ts";
import { hashPassword } from "./password-hash.ts";
import { removeMember } from "./remove-member.ts";
import { revokeInvitation } from "./revoke-invitation.ts";

vi.mock("./password-hash.ts", { spy: true });

let world: MembersWorld;
let owner: Person;
let stranger: Person;
beforeAll(async () => {
  world = await openMembersWorld();
  owner = await world.somebody("owner@acme.example", { owns: ["alpha"] });
  stranger = await world.somebody("stranger@beta.example", { owns: ["beta"] });
});
afterAll(() => world.close());

const refused = (code: string) => expect.objectContaining({ code });
const toAlpha = (email: string, role: "member" | "owner" = "member") =>
  invite(world, owner, { channel: "alpha", email, role });
const fresh = { name: "Nia New", password: "a long password" };

describe("an invitation", () => {
  it("makes somebody new a member with a name and password of their own", async () => {
    const { token } = await toAlpha("nia@acme.example");
    expect(await findInvitation(world, token)).toEqual({
      email: "nia@acme.example",
      role: "member",
      channel: "alpha",
      channelName: "alpha",
      hasAccount: false,
    });
    await acceptInvitation(world, token, fresh);
    const loaded = await loadPerson(world.database, { email: "nia@acme.example" });
    expect(loaded?.person).toMatchObject({
      name: "Nia New",
      staff: null,
      memberships: [{ channel: "alpha", role: "member" }],
    });
    expect(await world.audit()).toEqual(expect.arrayContaining(["invitation.create", "invitation.accept"]));
  });

  it("that is made up costs no hashing", async () => {
    vi.mocked(hashPassword).mockClear();
    await expect(acceptInvitation(world, "made up", fresh)).rejects.toEqual(refused("not_found"));
    expect(hashPassword).not.toHaveBeenCalled();
  });

  it("works once, for seven days, and not after a newer one or its withdrawal", async () => {
    const older = await toAlpha("omar@acme.example");
    const newer = await toAlpha("omar@acme.example");
    await expect(acceptInvitation(world, older.token, fresh)).rejects.toEqual(refused("not_found"));
    await acceptInvitation(world, newer.token, fresh);
    await expect(acceptInvitation(world, newer.token, fresh)).rejects.toEqual(refused("not_found"));

    const withdrawn = await toAlpha("pia@acme.example");
    const pending = (await listMembers(world, owner, "alpha")).invitations;
    expect(pending.map((invitation) => invitation.email)).toEqual(["pia@acme.example"]);
    for (const { id } of pending) await revokeInvitation(world, owner, { channel: "alpha", id });
    expect(await findInvitation(world, withdrawn.token)).toBeNull();

    const late = await toAlpha("quinn@acme.example");
    world.clock.advance(7 * 24 * 3_600_000);
    expect(await findInvitation(world, late.token)).toBeNull();
  });

  it("is no way into an account that exists: its person accepts signed in", async () => {
    const { token } = await toAlpha(stranger.email, "owner");
    await expect(acceptInvitation(world, token, fresh)).rejects.toEqual(refused("forbidden"));
    await expect(acceptInvitation(world, token, { signedIn: owner })).rejects.toEqual(refused("forbidden"));
    await acceptInvitation(world, token, { signedIn: stranger });
    const loaded = await loadPerson(world.database, { email: stranger.email });
    expect(loaded?.person.memberships).toEqual([
      { channel: "alpha", role: "owner" },
      { channel: "beta", role: "owner" },
    ]);
  });

  it("is not sent to somebody who is a member", async () => {
    await expect(toAlpha("nia@acme.example")).rejects.toEqual(refused("conflict"));
  });

  it("needs the right to manage the Channel's members", async () => {
    const member = await loadPerson(world.database, { email: "nia@acme.example" });
    const invitation = { channel: "alpha", email: "x@acme.example", role: "owner" as const };
    await expect(invite(world, member?.person ?? owner, invitation)).rejects.toEqual(refused("forbidden"));
    await expect(invite(world, owner, { ...invitation, channel: "beta" })).rejects.toEqual(
      refused("not_found"),
    );
    const { invitations } = await listMembers(world, stranger, "beta");
    expect(invitations).toEqual([]);
  });

  it("of another Channel cannot be withdrawn by guessing its id", async () => {
    await toAlpha("rosa@acme.example");
    const [pending] = (await listMembers(world, owner, "alpha")).invitations;
    const guess = { channel: "beta", id: pending?.id ?? "" };
    await expect(revokeInvitation(world, stranger, guess)).rejects.toEqual(refused("not_found"));
  });
});

describe("removing a member", () => {
  it("keeps the last owner, even when two remove each other at once", async () => {
    const { members } = await listMembers(world, owner, "alpha");
    const owners = members.filter((member) => member.role === "owner");
    expect(owners).toHaveLength(2);
    const results = await Promise.allSettled(
      owners.map(({ personId }) => removeMember(world, owner, { channel: "alpha", personId })),
    );
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("takes the right away at once", async () => {
    const nia = await world.database.person.findUniqueOrThrow({ where: { email: "nia@acme.example" } });
    await removeMember(world, owner, { channel: "alpha", personId: nia.id });
    expect((await loadPerson(world.database, { id: nia.id }))?.person.memberships).toEqual([]);
  });
});
