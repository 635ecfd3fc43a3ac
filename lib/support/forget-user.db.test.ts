import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { operator } from "../channels/access.ts";
import { pseudonymizer } from "../events/pseudonym.ts";
import { adoptInto } from "../snapshot/adopt.ts";
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
  await database.savedView.deleteMany();
  await database.savedReport.deleteMany();
  await database.plannedDowntime.deleteMany();
  const view = { channelSlug: "alpha", createdAt: since };
  await database.savedView.createMany({
    data: [
      { ...view, name: "ada@mail.example", query: `user:${ID} is:failed` },
      { ...view, name: "Ada Lovelace", query: "user:ADA@mail.example" },
    ],
  });
  const sql = `select count(*) from warehouse.interactions where user_id = '${ID}'`;
  await database.savedReport.create({
    data: { name: `Runs of ${ID}`, sql, createdAt: since, updatedAt: since },
  });
  await database.plannedDowntime.create({
    data: {
      channelSlug: "alpha",
      startsAt: since,
      endsAt: new Date(world.clock.now()),
      note: "Asked for by Ada Lovelace.",
    },
  });
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

  it("leaves views, reports and notes, which say the pseudonym", async () => {
    await forgetUser(world, operator, ID);
    const { database } = world;
    const views = await database.savedView.findMany({ orderBy: { name: "asc" } });
    expect(views.map(({ name, query }) => [name, query])).toEqual([
      [pseudonym, expect.stringContaining(`user:${pseudonym}`)],
      [`${pseudonym} 2`, expect.stringContaining(`user:${pseudonym}`)],
    ]);
    const [report] = await database.savedReport.findMany();
    expect(report).toMatchObject({
      name: `Runs of ${pseudonym}`,
      sql: expect.stringMatching(`'${pseudonym}'$`),
    });
    expect(await database.plannedDowntime.findMany()).toMatchObject([{ note: `Asked for by ${pseudonym}.` }]);
  });

  it("is not undone by a snapshot that is being adopted meanwhile", async () => {
    const { database, secrets } = world;
    const adopt = adoptInto(database, pseudonymizer(secrets.pseudonymKey));
    const ends = { trigger_channel: "alpha", trigger_endpoint: "any", action_channel: "beta" };
    const recipe = {
      ...ends,
      action_endpoint: "any",
      user_id: ID,
      recipe_id: "r_1",
      title: "Mail Ada",
      enabled: 1,
    };
    const waiting = () => database.$queryRaw`
      select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    await client.query("begin");
    await client.query("insert into forgotten_users values ($1, now()) on conflict do nothing", [pseudonym]);
    await client.query("delete from platform_users where id = $1", [ID]);
    const adopting = adopt("recipes", [{ ...recipe, created_at: new Date(world.clock.now()) }]);
    await expect.poll(waiting).toHaveLength(1);
    await client.query("commit");
    await adopting;
    expect(await tablesThatSay("Mail Ada")).toEqual([]);
    expect(await database.platformUser.findUnique({ where: { id: ID } })).toBeNull();
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
