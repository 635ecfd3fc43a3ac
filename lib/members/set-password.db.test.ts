import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { operator } from "../channels/access.ts";
import { verifyToken } from "../ifttt/oauth/verify.ts";
import { tokenOf } from "../testing/ifttt.ts";
import { type MembersWorld, openMembersWorld } from "../testing/members.ts";
import { createAdmin } from "./create-admin.ts";
import { loadPerson } from "./load-person.ts";
import { hashPassword } from "./password-hash.ts";
import { passwordTokenForSelf } from "./password-link.ts";
import { findPasswordToken, setPassword } from "./set-password.ts";
import { signIn } from "./sign-in.ts";

vi.mock("./password-hash.ts", { spy: true });

let world: MembersWorld;
beforeAll(async () => {
  world = await openMembersWorld();
});
afterAll(() => world.close());

const email = "root@acme.example";
const spent = expect.objectContaining({ code: "not_found" });

describe("the first admin", () => {
  it("sets a password through the link, once, and signs in as admin", async () => {
    const { token, created } = await createAdmin(world, operator, email);
    expect(created).toBe(true);
    expect(await findPasswordToken(world, token)).toEqual({ email });
    await setPassword(world, { token, password: "a long password" });
    await expect(setPassword(world, { token, password: "another password" })).rejects.toEqual(spent);
    expect(await findPasswordToken(world, token)).toBeNull();
    const { person } = await signIn(world, {
      email,
      password: "a long password",
      address: "::1",
      demo: false,
    });
    expect(person.staff).toBe("admin");
  });

  it("gets a new link when asked again; a new password ends old sessions and other links", async () => {
    const before = await loadPerson(world.database, { email });
    const first = await createAdmin(world, operator, email);
    const second = await createAdmin(world, operator, email);
    expect(second.created).toBe(false);
    await setPassword(world, { token: second.token, password: "the newest password" });
    await expect(setPassword(world, { token: first.token, password: "too late for this" })).rejects.toEqual(
      spent,
    );
    const after = await loadPerson(world.database, { email });
    expect(after?.sessionVersion).toBe((before?.sessionVersion ?? 0) + 1);
  });

  it("hashes nothing for a token that is none", async () => {
    vi.mocked(hashPassword).mockClear();
    await expect(setPassword(world, { token: "made up", password: "a long password" })).rejects.toEqual(
      spent,
    );
    expect(hashPassword).not.toHaveBeenCalled();
  });

  it("lets no connected app go on after a new password", async () => {
    const reader = await world.somebody("reader@acme.example", { reads: ["alpha"] });
    const app = await tokenOf(world, reader);
    expect(await verifyToken(world, app, { demo: false })).not.toBeNull();
    const link = await passwordTokenForSelf(world, reader.email);
    await setPassword(world, { token: link?.token ?? "", password: "a password of today" });
    expect(await verifyToken(world, app, { demo: false })).toBeNull();
  });

  it("must use the link within 24 hours", async () => {
    const { token } = await createAdmin(world, operator, "late@acme.example");
    world.clock.advance(24 * 3_600_000);
    expect(await findPasswordToken(world, token)).toBeNull();
    await expect(setPassword(world, { token, password: "a long password" })).rejects.toEqual(spent);
  });

  it("never stores the token itself", async () => {
    const { token } = await createAdmin(world, operator, "third@acme.example");
    const rows = await world.database.passwordToken.findMany();
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it("keeps nothing that somebody else may have set when a known or disabled account becomes admin", async () => {
    const somebody = await world.somebody("invited@acme.example", { reads: ["alpha"] });
    const enter = async (password: string) => {
      const link = await passwordTokenForSelf(world, somebody.email);
      await setPassword(world, { token: link?.token ?? "", password });
    };
    const open = async () => ({
      link: (await passwordTokenForSelf(world, somebody.email))?.token ?? "",
      app: await tokenOf(world, somebody),
      version: (await loadPerson(world.database, { email: somebody.email }))?.sessionVersion ?? 0,
    });
    const expectShut = async ({ link, app, version }: Awaited<ReturnType<typeof open>>) => {
      const after = await world.database.person.findUniqueOrThrow({ where: { email: somebody.email } });
      expect(after).toMatchObject({ passwordHash: null, sessionVersion: version + 1, staffRole: "admin" });
      expect(await findPasswordToken(world, link)).toBeNull();
      expect(await verifyToken(world, app, { demo: false })).toBeNull();
    };
    await enter("set by an inviter");
    const asMember = await open();
    const { token } = await createAdmin(world, operator, somebody.email);
    await expectShut(asMember);
    await setPassword(world, { token, password: "their own password" });

    const asAdmin = await open();
    await world.database.person.update({
      where: { email: somebody.email },
      data: { disabledAt: new Date(0) },
    });
    await createAdmin(world, operator, somebody.email);
    await expectShut(asAdmin);
  });

  it("never takes over a person of the demo", async () => {
    await world.database.person.create({ data: { email: "mira@demo.example", demo: true } });
    await expect(createAdmin(world, operator, "mira@demo.example")).rejects.toMatchObject({
      code: "conflict",
    });
  });
});
