import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pseudonymizer } from "../events/pseudonym.ts";
import { parseRange } from "../events/range.ts";
import { openReadingWorld, person, type ReadingWorld } from "../testing/reading.ts";
import { lookUp } from "./look-up.ts";
import { recipePage, userPage } from "./pages.ts";

const MINUTE = 60_000;
const support = person([], "support");

let world: ReadingWorld & { config: { RETENTION_DAYS: number } };
let ada: string;
const range = () => parseRange({ range: "1h" }, world.clock.now());
const look = (text: string) => lookUp(world, support, text);

beforeAll(async () => {
  world = { ...(await openReadingWorld(["alpha", "beta"])), config: { RETENTION_DAYS: 30 } };
  const pseudonymOf = pseudonymizer(world.secrets.pseudonymKey);
  ada = pseudonymOf("usr_1");
  const { database, clock } = world;
  const now = clock.now();
  const [trigger, action] = await Promise.all([
    database.endpoint.create({
      data: { channelSlug: "alpha", kind: "trigger", slug: "new_photo", name: "" },
    }),
    database.endpoint.create({ data: { channelSlug: "beta", kind: "action", slug: "post", name: "" } }),
  ]);
  const created = new Date(now - 600 * MINUTE);
  const off = new Date(now - 300 * MINUTE);
  await database.platformUser.create({
    data: {
      id: "usr_1",
      name: "Ada",
      email: "Ada_1@mail.example",
      pseudonym: ada,
      connections: { create: ["alpha", "beta"].map((channelSlug) => ({ channelSlug, since: created })) },
      recipes: {
        create: [
          { id: "r_on", enabled: true, enabledAt: created, disabledAt: null },
          { id: "r_off", enabled: false, enabledAt: null, disabledAt: off },
        ].map((recipe) => ({
          ...recipe,
          title: recipe.id,
          createdAt: created,
          triggerEndpointId: trigger.id,
          actionEndpointId: action.id,
          changes: {
            create: [
              { at: created, state: "created" },
              ...(recipe.enabled ? [] : [{ at: off, state: "disabled" }]),
            ],
          },
        })),
      },
    },
  });
  const run = { user_id: ada, recipe_id: "r_on", run_id: "run-1", worker: "w" };
  await world.happened(20, { ...run, channel: "alpha", kind: "trigger", endpoint: "new_photo" });
  await world.happened(19, {
    ...run,
    channel: "beta",
    endpoint: "post",
    status_code: 403,
    request_id: "req_9",
  });
  await world.happened(10, { channel: "alpha", user_id: pseudonymOf("usr_gone"), recipe_id: "r_gone" });
  await database.unregisteredChannel.create({ data: { slug: "alphabet" } });
});
afterAll(() => world.close());

const ALL = { onlyFailed: false };
const empty = { users: [], recipes: [], requests: [], channels: [] };

describe("looking up", () => {
  it("a user by e-mail address in any case, platform id or pseudonym", async () => {
    for (const text of ["ada_1@MAIL.example", " usr_1 ", ada]) {
      expect(await look(text)).toMatchObject({ users: [{ pseudonym: ada, id: "usr_1", name: "Ada" }] });
    }
    expect(await look("adaX1@mail.example")).toEqual(empty);
  });

  it("a user or a Recipe that only events know", async () => {
    const pseudonym = pseudonymizer(world.secrets.pseudonymKey)("usr_gone");
    expect((await look("usr_gone")).users).toEqual([
      { pseudonym, id: null, name: null, email: null, createdAt: null },
    ]);
    expect((await look("r_gone")).recipes).toEqual([{ id: "r_gone", title: null }]);
  });

  it("a request by its id, the partner's, or its run's", async () => {
    const byPartner = (await look("req_9")).requests;
    expect(byPartner).toMatchObject([{ channel: "beta", endpoint: "post" }]);
    expect((await look(byPartner[0]?.id ?? "")).requests).toEqual(byPartner);
    expect((await look("run-1")).requests).toHaveLength(2);
  });

  it("a Channel, exactly or by a part of its name, also an unregistered one", async () => {
    expect((await look("ALPHA")).channels).toEqual([{ slug: "alpha", name: "ALPHA", registered: true }]);
    expect((await look("alph")).channels.map(({ slug }) => slug)).toEqual(["alpha", "alphabet"]);
  });

  it("nothing", async () => {
    expect(await look("no such thing")).toEqual(empty);
    await expect(look("x")).rejects.toMatchObject({ code: "bad_request" });
  });
});

describe("a user's page", () => {
  it("shows runs across Channels with the verdict, and what was on record at that time", async () => {
    const { user, runs } = await userPage(world, support, ada, range(), ALL);
    expect(user.name).toBe("Ada");
    expect(runs.olderThan).toBeNull();
    expect(runs.runs).toMatchObject([
      {
        id: "run-1",
        recipe: { id: "r_on", title: "r_on" },
        requests: [{ channel: "alpha" }, { channel: "beta" }],
        failure: { request: { channel: "beta", label: "403" }, verdict: { fault: "user" } },
        recipeThen: { state: "on" },
        connectionsThen: [
          { channel: "alpha", was: { state: "connected" } },
          { channel: "beta", was: { state: "connected" } },
        ],
      },
    ]);
  });

  it("shows only what failed, with the other steps of such runs, and not what a further try mended", async () => {
    const mended = { user_id: ada, channel: "alpha", run_id: "run-2", recipe_id: "r_on" };
    await world.happened(8, { ...mended, status_code: 503 });
    await world.happened(7, mended);
    const { runs } = await userPage(world, support, ada, range(), { onlyFailed: true });
    expect(runs.runs).toMatchObject([{ id: "run-1", requests: [{ channel: "alpha" }, { channel: "beta" }] }]);
    expect((await userPage(world, support, ada, range(), ALL)).runs.runs).toHaveLength(2);
  });

  it("answers why a Recipe never ran", async () => {
    const { recipes } = await userPage(world, support, ada, range(), ALL);
    const byId = new Map(recipes.map((answer) => [answer.recipe.id, answer]));
    expect(byId.get("r_on")).toMatchObject({ requests: 4, failed: 2, silence: null });
    expect(byId.get("r_off")).toMatchObject({
      requests: 0,
      silence: { answer: "hindered", hindrance: { reason: "recipe", was: { state: "off" } } },
    });
  });

  it("says so where only events are known", async () => {
    const gone = await recipePage(world, support, "r_gone", range(), ALL);
    expect(gone).toMatchObject({ answer: null, runs: { runs: [{ recipeThen: { state: "unknown" } }] } });
  });
});

it("is for support alone", async () => {
  for (const viewer of [person(["alpha"]), person([], "analyst")]) {
    const asked = [lookUp(world, viewer, "usr_1"), userPage(world, viewer, ada, range(), ALL)];
    for (const answer of asked) await expect(answer).rejects.toMatchObject({ code: "not_found" });
    await expect(recipePage(world, viewer, "r_on", range(), ALL)).rejects.toMatchObject({
      code: "not_found",
    });
  }
});
