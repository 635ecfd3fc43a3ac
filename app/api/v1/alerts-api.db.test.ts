import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { z } from "zod";
import { type Person, viewAs } from "#lib/channels/access.ts";
import { noFigures } from "#lib/events/figures.ts";
import {
  alertRecipeData,
  backtestData,
  importData,
  incidentData,
  rotatedSecretData,
  transitionData,
} from "#lib/http/api/alert-schemas.ts";
import { recipeFromApi, recipeToApi } from "#lib/http/api/alerts.ts";
import { problem } from "#lib/http/api/schemas.ts";
import { createLog } from "#lib/log.ts";
import { seedIncident } from "#lib/testing/incidents.ts";
import { type MembersWorld, openMembersWorld } from "#lib/testing/members.ts";

let world: MembersWorld;

vi.mock("#lib/server.ts", () => ({
  getServer: async () => ({
    ...world,
    log: createLog("test", "silent"),
    config: { RETENTION_DAYS: 30 },
    // Nothing happened yet.
    index: { health: async () => ({ total: noFigures(), buckets: [] }) },
  }),
}));

const KEY_ID = "00000000-0000-7000-8000-000000000001";

const SUPPORT: Person = {
  type: "person",
  id: "00000000-0000-7000-8000-000000000002",
  email: "support@platform.example",
  name: null,
  staff: "support",
  memberships: [],
};

/** Who asks, by a bearer token that names the scope of their key on the Channel alpha; or support, viewing as alpha. */
vi.mock("#lib/http/principal.ts", () => ({
  principalOf: async (request: Request) => {
    const name = request.headers.get("authorization")?.replace("Bearer ", "");
    if (name === "viewing") return viewAs(SUPPORT, "alpha");
    return name === undefined ? null : { type: "key", id: KEY_ID, channel: "alpha", scopes: [name] };
  },
}));

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Handlers = Partial<Record<string, Handler>>;

const ROUTES: Record<string, () => Promise<Handlers>> = {
  "alert-recipes": () => import("./channels/[slug]/alert-recipes/route.ts"),
  "alert-recipes/{id}": () => import("./channels/[slug]/alert-recipes/[id]/route.ts"),
  "alert-recipes/{id}/mute": () => import("./channels/[slug]/alert-recipes/[id]/mute/route.ts"),
  "alert-recipes/{id}/incidents": () => import("./channels/[slug]/alert-recipes/[id]/incidents/route.ts"),
  "destinations/{id}/secret": () => import("./channels/[slug]/destinations/[id]/secret/route.ts"),
  "alert-recipes/backtest": () => import("./channels/[slug]/alert-recipes/backtest/route.ts"),
  "alert-recipes.yaml": () => import("./channels/[slug]/alert-recipes.yaml/route.ts"),
};

interface Asked {
  id?: string;
  body?: unknown;
  query?: string;
  who?: string;
  slug?: string;
}

async function call(method: string, path: string, asked: Asked = {}): Promise<Response> {
  const { id, body, query = "", who = "alerts:write", slug = "alpha" } = asked;
  const handle = (await ROUTES[path]?.())?.[method];
  if (handle === undefined) throw new Error(`there is no ${method} ${path}`);
  const url = `http://localhost/api/v1/channels/${slug}/${path.replace("{id}", id ?? "")}${query}`;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const request = new Request(url, {
    method,
    headers: who === "" ? {} : { authorization: `Bearer ${who}` },
    ...(body === undefined ? {} : { body: text }),
  });
  return handle(request, { params: Promise.resolve({ slug, ...(id === undefined ? {} : { id }) }) });
}

async function answerOf<T extends z.ZodType>(
  response: Response,
  schema: T,
  status = 200,
): Promise<z.infer<T>> {
  expect(response.status).toBe(status);
  return schema.parse(((await response.json()) as { data: unknown }).data);
}

async function refusal(response: Response) {
  return problem.parse(await response.json());
}

const HOOK = { type: "webhook", url: "https://example.com/hook" };
const RECIPE = {
  name: "API errors",
  trigger: { type: "error_rate_above", percent: 5, window_minutes: 5, minimum_requests: 20 },
  actions: [HOOK],
};
const recipeData = alertRecipeData.strict();
let id: string;

beforeAll(async () => {
  world = await openMembersWorld();
});
afterAll(() => world.close());

describe("alert Recipes, as scripts use them", () => {
  test("one is made by a write key, and its webhook's secret is shown this once", async () => {
    const response = await call("POST", "alert-recipes", { body: RECIPE });
    expect(await response.clone().json()).toMatchObject({ warnings: [] });
    const made = await answerOf(response, recipeData, 201);
    expect(made.actions).toMatchObject([{ type: "webhook", secret: expect.stringMatching(/^whsec_/) }]);
    id = made.id;
    const [read] = await answerOf(await call("GET", "alert-recipes", { who: "read" }), recipeData.array());
    expect(read).toMatchObject({ id, trigger: { ...RECIPE.trigger, endpoint: null } });
    expect(JSON.stringify(read)).not.toContain("whsec_");
    expect(recipeToApi(recipeFromApi(read as z.infer<typeof recipeData>))).toEqual(read);
  });

  test("one is read, changed, muted and removed", async () => {
    const change = { trigger: { ...RECIPE.trigger, percent: 8 }, enabled: false };
    const changed = await answerOf(
      await call("PATCH", "alert-recipes/{id}", { id, body: change }),
      recipeData,
    );
    expect(changed).toMatchObject({ name: "API errors", enabled: false, trigger: { percent: 8 } });
    const until = "2026-03-02T12:00:00+01:00";
    const muted = await answerOf(
      await call("POST", "alert-recipes/{id}/mute", { id, body: { until } }),
      recipeData,
    );
    expect(muted.muted_until).toBe("2026-03-02T11:00:00.000Z");
    expect(await answerOf(await call("GET", "alert-recipes/{id}", { id }), recipeData)).toEqual(muted);

    const other = await answerOf(
      await call("POST", "alert-recipes", { body: { ...RECIPE, name: "Other" } }),
      recipeData,
      201,
    );
    const removed = await call("DELETE", "alert-recipes/{id}", { id: other.id });
    expect([removed.status, await removed.text()]).toEqual([204, ""]);
    expect((await call("GET", "alert-recipes/{id}", { id: other.id })).status).toBe(404);
  });

  test("its incidents come with their transitions and deliveries", async () => {
    const [destination] = await world.database.destination.findMany();
    const at = world.clock.now();
    const recipe = { id, name: "API errors" };
    await seedIncident(world.database, {
      channel: "alpha",
      recipe,
      startedAt: at - 60_000,
      deliveries: [{ destination: { id: destination?.id ?? "" }, status: "delivered" }],
    });
    const schema = incidentData.extend({ transitions: transitionData.array() }).strict();
    const [incident] = await answerOf(
      await call("GET", "alert-recipes/{id}/incidents", { id }),
      schema.array(),
    );
    expect(incident).toMatchObject({
      recipe,
      transitions: [
        { kind: "fired", deliveries: [{ status: "delivered", destination: { type: "webhook" } }] },
      ],
    });
  });

  test.each([
    [{ ...RECIPE, actions: [{ type: "webhook", url: "nowhere" }] }, "actions.0.url"],
    [{ ...RECIPE, actions: [HOOK, { type: "sms", to: "0170", failover: HOOK }] }, "actions.1.to"],
    [{ ...RECIPE, actions: [{ ...HOOK, failover: { type: "email", to: "x" } }] }, "actions.0.failover.to"],
    [{ ...RECIPE, actions: [{ type: "pigeon" }] }, "actions.0.type"],
    [{ ...RECIPE, trigger: { type: "error_rate_above", percent: 200 } }, "trigger.percent"],
    [{ ...RECIPE, trigger: { type: "down", window_minutes: 0.4 } }, "trigger.window_minutes"],
    [{ ...RECIPE, colour: "red" }, "colour"],
  ])("what is wrong is named by its field: %#", async (body, field) => {
    const response = await call("POST", "alert-recipes", { body });
    expect(response.status).toBe(400);
    expect(await refusal(response)).toMatchObject({ field });
  });

  test("a name that is taken is a conflict, and reading keys change nothing", async () => {
    const taken = await call("POST", "alert-recipes", { body: RECIPE });
    expect([taken.status, (await refusal(taken)).field]).toEqual([409, "name"]);
    const calls: [string, string, Asked][] = [
      ["POST", "alert-recipes", { body: { ...RECIPE, name: "No" } }],
      ["PATCH", "alert-recipes/{id}", { id, body: { enabled: true } }],
      ["DELETE", "alert-recipes/{id}", { id }],
      ["POST", "alert-recipes/{id}/mute", { id, body: { until: null } }],
      ["PUT", "alert-recipes.yaml", { body: "recipes: []" }],
    ];
    for (const [method, path, asked] of calls) {
      expect((await call(method, path, { ...asked, who: "read" })).status, `${method} ${path}`).toBe(403);
      expect((await call(method, path, { ...asked, slug: "beta" })).status, `${method} ${path}`).toBe(404);
      expect((await call(method, path, { ...asked, who: "" })).status, `${method} ${path}`).toBe(401);
    }
  });

  test("a destination that the Channel had before says so, and its secret is not shown again", async () => {
    const hook = { type: "webhook", url: "https://example.com/shared" };
    const other = { type: "webhook", url: "https://example.com/standby" };
    const make = async (name: string, actions: unknown[]) =>
      answerOf(await call("POST", "alert-recipes", { body: { ...RECIPE, name, actions } }), recipeData, 201);
    const first = await make("First", [hook]);
    expect(first.actions).toMatchObject([{ secret: expect.stringMatching(/^whsec_/), existing: false }]);
    const second = await make("Second", [{ ...hook, failover: other }]);
    expect(second.actions).toMatchObject([
      {
        id: first.actions[0]?.id,
        secret: null,
        existing: true,
        failover: { secret: expect.stringMatching(/^whsec_/), existing: false },
      },
    ]);
    const read = await answerOf(await call("GET", "alert-recipes/{id}", { id: second.id }), recipeData);
    expect(read.actions[0]).not.toHaveProperty("existing");
    for (const { id } of [first, second]) await call("DELETE", "alert-recipes/{id}", { id });
  });

  test("a webhook whose secret is lost gets another, and only by those who may write", async () => {
    const { id: hook } = await world.database.destination.findFirstOrThrow({ where: { type: "webhook" } });
    const path = "destinations/{id}/secret";
    const rotated = await answerOf(await call("POST", path, { id: hook }), rotatedSecretData.strict());
    expect(rotated.secret).toMatch(/^whsec_/);
    expect(Date.parse(rotated.old_secret_until)).toBe(world.clock.now() + 24 * 3_600_000);
    const again = await answerOf(await call("POST", path, { id: hook }), rotatedSecretData);
    expect(again.secret).not.toBe(rotated.secret);
    const asked: [Asked, number][] = [
      [{ id: hook, who: "read" }, 403],
      [{ id: hook, who: "" }, 401],
      [{ id: hook, slug: "beta" }, 404],
      [{ id: KEY_ID }, 404],
      [{ id: "nobody" }, 400],
    ];
    for (const [one, status] of asked) expect((await call("POST", path, one)).status).toBe(status);
  });

  test("a backtest takes its range as a length or by both ends", async () => {
    const now = world.clock.now();
    const at = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
    const asked = (range: unknown) =>
      call("POST", "alert-recipes/backtest", { body: { trigger: RECIPE.trigger, range }, who: "read" });
    const lengthOf = async (range: unknown) => {
      const { from, to } = await answerOf(await asked(range), backtestData.strict());
      return (Date.parse(to) - Date.parse(from)) / 60_000;
    };
    expect(await lengthOf("2h")).toBe(120);
    expect(await lengthOf({ from: at(90), to: at(30) })).toBe(60);
    for (const [range, field, words] of [
      [{ from: at(30), to: at(90) }, "range.from", "before"],
      [{ from: at(60 * 24 * 31), to: at(0) }, "range.from", "30 days"],
      [{ from: at(60), to: at(-60) }, "range.to", "future"],
      [{ from: at(60) }, "range", "`from` and `to`"],
      [7, "range", "`from` and `to`"],
    ] as const) {
      const refused = await refusal(await asked(range));
      expect(refused).toMatchObject({ status: 400, field });
      expect(refused.detail).toContain(words);
    }
  });

  test("who views as a partner reads a Recipe's past, and changes nothing", async () => {
    const body = { trigger: RECIPE.trigger, range: "1h" };
    const past = (slug: string) => call("POST", "alert-recipes/backtest", { body, who: "viewing", slug });
    expect((await past("alpha")).status).toBe(200);
    expect((await past("beta")).status).toBe(404);
    const mute = await call("POST", "alert-recipes/{id}/mute", { id, body: { until: null }, who: "viewing" });
    expect(mute.status).toBe(403);
    expect((await refusal(mute)).detail).toContain("viewing as a partner");
  });

  test("they go out and come back as YAML", async () => {
    const exported = await call("GET", "alert-recipes.yaml", { who: "read" });
    expect(exported.headers.get("content-type")).toContain("application/yaml");
    const text = await exported.text();
    const changed = text.replace("percent: 8", "percent: 9");
    const planned = await call("PUT", "alert-recipes.yaml", { body: changed, query: "?dry_run=true" });
    expect(await answerOf(planned, importData.strict())).toMatchObject({
      dry_run: true,
      changes: [{ name: "API errors", change: "changed", fields: ["trigger"] }],
    });
    const unchanged = await call("PUT", "alert-recipes.yaml", { body: text });
    expect(await answerOf(unchanged, importData)).toMatchObject({ changes: [{ change: "unchanged" }] });
    const wrong = await call("PUT", "alert-recipes.yaml", {
      body: text.replace("percent: 8", "percent: 800"),
    });
    expect(await refusal(wrong)).toMatchObject({ status: 400, field: "recipes.0.trigger.percent" });
  });
});
