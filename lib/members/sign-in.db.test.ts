import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { verifyToken } from "../ifttt/oauth/verify.ts";
import { tokenOf } from "../testing/ifttt.ts";
import { type MembersWorld, openMembersWorld } from "../testing/members.ts";
import { loadPerson } from "./load-person.ts";
import { hashPassword } from "./password-hash.ts";
import { passwordTokenForSelf } from "./password-link.ts";
import { findPasswordToken } from "./set-password.ts";
import { signIn } from "./sign-in.ts";
import { signInAsDemo } from "./sign-in-demo.ts";
import { signInByOidc } from "./sign-in-oidc.ts";

let world: MembersWorld;
beforeAll(async () => {
  world = await openMembersWorld();
  await world.database.person.create({
    data: { email: "ada@acme.example", passwordHash: await hashPassword("right password") },
  });
});
afterAll(() => world.close());
beforeEach(() => world.clock.advance(3_600_000));

const attempt = (email: string, password: string, address = "10.0.0.1") =>
  signIn(world, { email, password, address, demo: false });
const wrong = expect.objectContaining({ code: "unauthenticated" });
const limited = expect.objectContaining({ code: "rate_limited" });

describe("signing in by password", () => {
  it("takes the address in any case", async () => {
    const { person } = await attempt("  Ada@Acme.Example ", "right password");
    expect(person).toMatchObject({ type: "person", email: "ada@acme.example", staff: null, memberships: [] });
    expect(await world.audit()).toContain("session.create");
  });

  it("answers the same for a wrong password, nobody, and somebody disabled", async () => {
    await world.database.person.create({
      data: {
        email: "gone@acme.example",
        passwordHash: await hashPassword("right password"),
        disabledAt: new Date(0),
      },
    });
    const answers = await Promise.all(
      [
        attempt("ada@acme.example", "wrong password"),
        attempt("nobody@acme.example", "right password"),
        attempt("gone@acme.example", "right password"),
        attempt("not an address", "right password"),
      ].map((tried) => tried.catch((error: unknown) => error)),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toEqual(wrong);
  });

  it("refuses the sixth try in 15 minutes, even with the right password, and says how long", async () => {
    for (let n = 0; n < 5; n += 1) {
      await expect(attempt("ada@acme.example", "wrong")).rejects.toEqual(wrong);
      world.clock.advance(60_000);
    }
    await expect(attempt("ada@acme.example", "right password")).rejects.toMatchObject({
      code: "rate_limited",
      retryAfter: 10 * 60,
    });
    await expect(attempt("ada@acme.example", "right password", "10.0.0.2")).resolves.toBeDefined();
    world.clock.advance(10 * 60_000);
    await expect(attempt("ada@acme.example", "right password")).resolves.toBeDefined();
  });

  it("limits an account that does not exist just the same", async () => {
    for (let n = 0; n < 5; n += 1) await attempt("ghost@acme.example", "x").catch(() => undefined);
    await expect(attempt("ghost@acme.example", "x")).rejects.toEqual(limited);
  });

  it("lets no more than five through when they come at once", async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 9 }, () => attempt("burst@acme.example", "x")),
    );
    const codes = tries.map((tried) => (tried.status === "rejected" ? tried.reason.code : "in"));
    expect(codes.filter((code) => code === "unauthenticated")).toHaveLength(5);
    expect(codes.filter((code) => code === "rate_limited")).toHaveLength(4);
  });

  it("forgets failed tries after a success, and old ones altogether", async () => {
    for (let n = 0; n < 4; n += 1) await attempt("ada@acme.example", "x").catch(() => undefined);
    await attempt("ada@acme.example", "right password");
    await expect(attempt("ada@acme.example", "x")).rejects.toEqual(wrong);
    world.clock.advance(3_600_000);
    await attempt("ada@acme.example", "right password");
    expect(await world.database.signInAttempt.count()).toBe(0);
  });
});

describe("signing in through an identity provider", () => {
  const identity = { issuer: "https://id.example", subject: "42", email: "oda@acme.example" };

  it("refuses people whom nobody invited, and unverified addresses", async () => {
    await expect(signInByOidc(world, { ...identity, emailVerified: true })).rejects.toEqual(wrong);
    await world.somebody("oda@acme.example");
    await expect(signInByOidc(world, { ...identity, emailVerified: false })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("links by verified address once, then goes by the subject; a password, links to set one and apps are void", async () => {
    const before = await world.database.person.update({
      where: { email: "oda@acme.example" },
      data: { passwordHash: await hashPassword("set by somebody else") },
    });
    await world.database.membership.create({
      data: { personId: before.id, channelSlug: "alpha", role: "member" },
    });
    const known = await loadPerson(world.database, { id: before.id });
    const app = known === null ? "" : await tokenOf(world, known.person);
    expect(await verifyToken(world, app, { demo: false })).not.toBeNull();
    const link = await passwordTokenForSelf(world, "oda@acme.example");
    const linked = await signInByOidc(world, { ...identity, emailVerified: true });
    expect(await findPasswordToken(world, link?.token ?? "")).toBeNull();
    expect(await verifyToken(world, app, { demo: false })).toBeNull();
    expect(linked.sessionVersion).toBe(before.sessionVersion + 1);
    await expect(attempt("oda@acme.example", "set by somebody else")).rejects.toEqual(wrong);
    const renamed = { ...identity, email: "oda@new.example", emailVerified: true };
    expect((await signInByOidc(world, renamed)).person.email).toBe("oda@acme.example");
  });

  it("never gives a linked account to another subject with the same address", async () => {
    const other = { ...identity, subject: "43", emailVerified: true };
    await expect(signInByOidc(world, other)).rejects.toEqual(wrong);
  });
});

it("knows a demo person's public password only while the demo runs", async () => {
  const email = "tomas@demo.example";
  await world.database.person.create({
    data: { email, demo: true, passwordHash: await hashPassword("public password") },
  });
  const tried = { email, password: "public password", address: "::1" };
  await expect(signIn(world, { ...tried, demo: false })).rejects.toEqual(wrong);
  expect((await signIn(world, { ...tried, demo: true })).demo).toBe(true);
});

it("lets in by one click whom the demo made, and nobody else", async () => {
  await world.database.person.create({ data: { email: "mira@demo.example", demo: true } });
  expect((await signInAsDemo(world, "mira@demo.example")).person.email).toBe("mira@demo.example");
  await expect(signInAsDemo(world, "ada@acme.example")).rejects.toMatchObject({ code: "unavailable" });
});

it("knows nobody who is disabled", async () => {
  expect(await loadPerson(world.database, { email: "gone@acme.example" })).toBeNull();
});
