import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { operator } from "../channels/access.ts";
import { pseudonymizer } from "../events/pseudonym.ts";
import { openReadingWorld, person, type ReadingWorld } from "../testing/reading.ts";
import { forgetUser } from "./forget-user.ts";
import { lookUp } from "./look-up.ts";

const ID = "usr_ada_4711";
const KNOWN = ["Ada Lovelace", "ada@mail.example", ID, "Mail Ada her photos"];

let world: ReadingWorld & { config: { RETENTION_DAYS: number } };
let client: pg.Client;
let pseudonym: string;

beforeAll(async () => {
  world = { ...(await openReadingWorld(["alpha", "beta"])), config: { RETENTION_DAYS: 30 } };
  client = new pg.Client({ connectionString: world.url });
  await client.connect();
  pseudonym = pseudonymizer(world.secrets.pseudonymKey)(ID);
  const endpoint = (channelSlug: string, kind: string) =>
    world.database.endpoint.create({ data: { channelSlug, kind, slug: "any", name: "" } });
  await Promise.all([endpoint("alpha", "trigger"), endpoint("beta", "action")]);
  await world.happened(5, { channel: "alpha", user_id: pseudonym, recipe_id: "r_1", run_id: "run" });
});
beforeEach(async () => {
  const { database, clock } = world;
  const since = new Date(clock.now() - 3_600_000);
  const [trigger, action] = await database.endpoint.findMany({ orderBy: { channelSlug: "asc" } });
  await database.platformUser.deleteMany();
  await database.platformUser.create({
    data: {
      id: ID,
      name: "Ada Lovelace",
      email: "ada@mail.example",
      pseudonym,
      connections: { create: [{ channelSlug: "alpha", since }] },
      recipes: {
        create: {
          id: "r_1",
          title: "Mail Ada her photos",
          triggerEndpointId: trigger?.id ?? "",
          actionEndpointId: action?.id ?? "",
          changes: { create: { at: since, state: "created" } },
        },
      },
    },
  });
});
afterAll(async () => {
  await client.end();
  await world.close();
});

/** Tables of any schema with a row that says this, whatever the column. */
async function tablesThatSay(text: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const { rowCount } = await client.query(
      `select from ${name} it where position($1 in it::text) > 0 limit 1`,
      [text],
    );
    if (rowCount !== 0) found.push(name);
  }
  return found;
}

describe("forgetting a user", () => {
  it.each([
    ["platform id", () => ID],
    ["pseudonym", () => pseudonym],
    ["e-mail address, whatever its case", () => "ADA@mail.example"],
  ])("by %s leaves no name, address, id or title in any table", async (_, by) => {
    for (const text of KNOWN) expect(await tablesThatSay(text)).not.toEqual([]);
    expect(await forgetUser(world, operator, by())).toBe(pseudonym);
    for (const text of KNOWN) expect([text, await tablesThatSay(text)]).toEqual([text, []]);
    expect(await tablesThatSay(pseudonym)).toContain("public.audit_entries");
  });

  it("leaves their events, under the pseudonym", async () => {
    await forgetUser(world, operator, ID);
    const found = await lookUp(world, person([], "support"), pseudonym);
    expect(found.users).toEqual([{ pseudonym, id: null, name: null, email: null, createdAt: null }]);
    const [recipe] = (await lookUp(world, person([], "support"), "r_1")).recipes;
    expect(recipe).toEqual({ id: "r_1", title: null });
  });

  it("is for administrators and the operator", async () => {
    for (const viewer of [person(["alpha"]), person([], "support"), person([], "analyst")])
      await expect(forgetUser(world, viewer, ID)).rejects.toMatchObject({ code: "not_found" });
    expect(await tablesThatSay(ID)).not.toEqual([]);
  });

  it("says when there is nobody, and asks whom where several have the address", async () => {
    await expect(forgetUser(world, operator, "nobody")).rejects.toMatchObject({ code: "not_found" });
    const double = { id: "usr_2", email: "ada@mail.example", pseudonym: "u_other" };
    await world.database.platformUser.create({ data: double });
    await expect(forgetUser(world, operator, "ada@mail.example")).rejects.toMatchObject({ code: "conflict" });
  });
});
