import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Person } from "../channels/access.ts";
import { systemClock } from "../clock.ts";
import { type MembersWorld, openMembersWorld } from "../testing/members.ts";
import { sessionPerson } from "./session.ts";
import { SESSION_COOKIES, VIEW_AS_COOKIE } from "./session-cookie.ts";
import { sealViewAs } from "./view-as-token.ts";

const secret = "a secret for tests only";

let world: MembersWorld;
let support: Person;
let owner: Person;
beforeAll(async () => {
  world = await openMembersWorld();
  support = await world.somebody("sena@platform.example", { staff: "support" });
  owner = await world.somebody("owner@acme.example", { owns: ["beta"] });
});
afterAll(() => world.close());

/** Whom a request with these cookies is taken for. */
async function seenAs(person: Person, viewToken?: string): Promise<Person | null> {
  const session = await encode({ token: { sub: person.id, sessionVersion: 1 }, secret });
  const cookies = new Map([[SESSION_COOKIES[1] as string, session]]);
  if (viewToken !== undefined) cookies.set(VIEW_AS_COOKIE, viewToken);
  const deps = {
    database: world.database,
    clock: systemClock,
    secrets: { nextAuthSecret: secret },
    config: { DEMO: false },
  };
  return sessionPerson(deps, (name) => cookies.get(name));
}

it("is the person themselves without a view", async () => {
  expect(await seenAs(support)).toEqual(support);
});

it("is an owner of the one Channel who only reads, while support views as its partner", async () => {
  const token = await sealViewAs(secret, { personId: support.id, channel: "alpha" });
  expect(await seenAs(support, token)).toEqual({
    ...support,
    staff: null,
    memberships: [{ channel: "alpha", role: "owner" }],
    viewing: { channel: "alpha" },
  });
});

it("takes no view of somebody else's, nor of somebody who may not", async () => {
  const othersToken = await sealViewAs(secret, { personId: support.id, channel: "alpha" });
  expect(await seenAs(owner, othersToken)).toEqual(owner);
  const ownToken = await sealViewAs(secret, { personId: owner.id, channel: "alpha" });
  expect(await seenAs(owner, ownToken)).toEqual(owner);
  expect(await seenAs(support, "made up")).toEqual(support);
});
