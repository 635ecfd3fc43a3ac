import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Person } from "#lib/channels/access.ts";
import { parseConfig } from "#lib/config.ts";
import { TRIGGERS } from "#lib/ifttt/triggers/index.ts";
import { createLog } from "#lib/log.ts";
import { ENGINE, tokenOf } from "#lib/testing/ifttt.ts";
import { seedIncident } from "#lib/testing/incidents.ts";
import { type MembersWorld, openMembersWorld } from "#lib/testing/members.ts";

/** The endpoint tests of the protocol's documents, fact by fact, on the routes themselves. */
let world: MembersWorld;
let environment: Record<string, string> = ENGINE;
const log = createLog("test", "silent");

vi.mock("#lib/server.ts", () => ({
  getServer: async () => ({ ...world, config: parseConfig(environment), log }),
}));

type Parts = Record<string, string>;
type Handler = (request: Request, context: { params: Promise<Parts> }) => Promise<Response>;
type Module = Partial<Record<"GET" | "POST" | "DELETE", Handler>>;

const ROUTES: [RegExp, () => Promise<Module>][] = [
  [/^status$/, () => import("./status/route.ts")],
  [/^test\/setup$/, () => import("./test/setup/route.ts")],
  [/^user\/info$/, () => import("./user/info/route.ts")],
  [/^triggers\/(?<slug>[^/]+)$/, () => import("./triggers/[slug]/route.ts")],
  [/^triggers\/(?<slug>[^/]+)\/validate$/, () => import("./triggers/[slug]/validate/route.ts")],
  [
    /^triggers\/(?<slug>[^/]+)\/fields\/validate$/,
    () => import("./triggers/[slug]/fields/validate/route.ts"),
  ],
  [
    /^triggers\/(?<slug>[^/]+)\/fields\/(?<field>[^/]+)\/options$/,
    () => import("./triggers/[slug]/fields/[field]/options/route.ts"),
  ],
  [
    /^triggers\/(?<slug>[^/]+)\/fields\/(?<field>[^/]+)\/validate$/,
    () => import("./triggers/[slug]/fields/[field]/validate/route.ts"),
  ],
  [
    /^triggers\/(?<slug>[^/]+)\/trigger_identity\/(?<identity>[^/]+)$/,
    () => import("./triggers/[slug]/trigger_identity/[identity]/route.ts"),
  ],
];

async function send(method: "GET" | "POST" | "DELETE", path: string, init: RequestInit): Promise<Response> {
  for (const [pattern, load] of ROUTES) {
    const found = pattern.exec(path);
    const handler = found === null ? undefined : (await load())[method];
    if (found === null || handler === undefined) continue;
    const request = new Request(`https://channelscope.example/ifttt/v1/${path}`, { method, ...init });
    return handler(request, { params: Promise.resolve({ ...found.groups }) });
  }
  throw new Error(`there is no route ${method} ${path}`);
}

const KEY = { "ifttt-service-key": ENGINE.IFTTT_SERVICE_KEY };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const asEngine = (method: "GET" | "POST" | "DELETE", path: string) => send(method, path, { headers: KEY });
const post = (path: string, body: unknown, token: string, headers: Record<string, string> = {}) =>
  send("POST", path, {
    body: typeof body === "string" || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
    headers: { "content-type": "application/json", ...bearer(token), ...headers },
  });

interface Event {
  meta: { id: string; timestamp: number };
  [ingredient: string]: unknown;
}

async function data<T>(response: Response): Promise<T> {
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("no-store");
  return ((await response.json()) as { data: T }).data;
}

async function refusal(response: Response): Promise<{ status: number; message: string }> {
  const body = (await response.json()) as { errors: { message: string }[] };
  expect(body).toEqual({ errors: [{ message: expect.any(String) }] });
  expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
  return { status: response.status, message: body.errors[0]?.message ?? "" };
}

let owner: Person;
let token: string;
let sample: string;
const poll = (slug: string, body: object, who = token) => post(`triggers/${slug}`, body, who);
const events = async (slug: string, body: object, who = token) =>
  data<Event[]>(await poll(slug, { triggerFields: { channel: "alpha" }, ...body }, who));

beforeAll(async () => {
  world = await openMembersWorld();
  owner = await world.somebody("owner@acme.example", { owns: ["alpha"] });
  token = await tokenOf(world, owner);
  await world.database.endpoint.createMany({
    data: [
      { channelSlug: "alpha", kind: "action", slug: "send_message", name: "Send a message" },
      { channelSlug: "alpha", kind: "trigger", slug: "send_message", name: "Send a message" },
      { channelSlug: "alpha", kind: "trigger", slug: "new_lead", name: "New lead" },
      { channelSlug: "beta", kind: "trigger", slug: "hidden", name: "Hidden" },
    ],
  });
  const setup = await data<{ accessToken: string }>(await asEngine("POST", "test/setup"));
  sample = setup.accessToken;
});
afterAll(() => world.close());
afterEach(() => {
  environment = ENGINE;
});

describe("the service key", () => {
  it("opens GET status, which answers 200 without a body", async () => {
    const response = await asEngine("GET", "status");
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("");
  });

  it("that is wrong or missing is 401, on every route", async () => {
    const wrong: Record<string, string>[] = [
      {},
      { "ifttt-service-key": "wrong" },
      { "ifttt-service-key": "" },
    ];
    for (const headers of wrong) {
      expect(await refusal(await send("GET", "status", { headers }))).toMatchObject({ status: 401 });
      expect(await refusal(await send("POST", "test/setup", { headers }))).toMatchObject({ status: 401 });
      const path = "triggers/api_down/trigger_identity/x";
      expect(await refusal(await send("DELETE", path, { headers }))).toMatchObject({ status: 401 });
    }
  });

  it("may come under the header's old name, IFTTT-Channel-Key", async () => {
    const headers = { "ifttt-channel-key": ENGINE.IFTTT_SERVICE_KEY };
    expect((await send("GET", "status", { headers })).status).toBe(200);
    const both = { ...KEY, "ifttt-channel-key": "wrong" };
    expect((await send("GET", "status", { headers: both })).status).toBe(401);
  });

  it("that is wrong is 401 even beside a good access token", async () => {
    const headers = { ...bearer(token), "ifttt-service-key": "wrong" };
    expect(await refusal(await send("GET", "user/info", { headers }))).toMatchObject({ status: 401 });
  });

  it("does not open what is somebody's, and a token not what is the engine's", async () => {
    expect(await refusal(await asEngine("GET", "user/info"))).toMatchObject({ status: 401 });
    expect(await refusal(await asEngine("POST", "triggers/api_down"))).toMatchObject({ status: 401 });
    const headers = bearer(token);
    expect(await refusal(await send("POST", "test/setup", { headers }))).toMatchObject({ status: 401 });
  });

  it("is what makes the service: without it every address is 404", async () => {
    environment = {};
    for (const path of ["status", "user/info"] as const) {
      expect(await refusal(await asEngine("GET", path))).toMatchObject({ status: 404 });
    }
    expect(await refusal(await poll("api_down", {}, sample))).toMatchObject({ status: 404 });
  });
});

describe("an access token", () => {
  it("that is not valid is 401", async () => {
    for (const wrong of ["", "guessed", `cst_${"a".repeat(43)}`, `${sample}x`, "csk_key"]) {
      const headers = bearer(wrong);
      expect(await refusal(await send("GET", "user/info", { headers }))).toMatchObject({ status: 401 });
      expect(await refusal(await poll("api_down", {}, wrong))).toMatchObject({ status: 401 });
    }
  });

  it("tells who it is of: an id that never changes, of 200 characters at most, and a name", async () => {
    const info = () => send("GET", "user/info", { headers: bearer(token) });
    const first = await data<{ id: string }>(await info());
    expect(first).toEqual({
      id: owner.id,
      name: "owner@acme.example",
      url: "https://channelscope.example/connected-apps",
    });
    await world.database.person.update({ where: { id: owner.id }, data: { name: "Olga" } });
    expect(await data(await info())).toMatchObject({ id: owner.id, name: "Olga" });
    expect(first.id.length).toBeLessThanOrEqual(200);
  });
});

describe("POST test/setup", () => {
  interface Setup {
    accessToken: string;
    samples: {
      triggers: Record<string, Record<string, string>>;
      triggerFieldValidations: Record<string, Record<string, { valid: string; invalid: string }>>;
    };
  }
  const setup = async () => data<Setup>(await asEngine("POST", "test/setup"));

  it("has a sample of every field of every trigger", async () => {
    const { samples } = await setup();
    const fields = Object.fromEntries(TRIGGERS.map((trigger) => [trigger.slug, [...trigger.fields]]));
    const keysOf = (by: Record<string, object>) =>
      Object.fromEntries(Object.entries(by).map(([slug, values]) => [slug, Object.keys(values)]));
    expect(keysOf(samples.triggers)).toEqual(fields);
    expect(keysOf(samples.triggerFieldValidations)).toEqual(fields);
  });

  it("gives at least 3 events for each trigger, every one with unique id and every ingredient", async () => {
    const { accessToken, samples } = await setup();
    for (const [slug, triggerFields] of Object.entries(samples.triggers)) {
      const found = await events(slug, { trigger_identity: "sample", triggerFields }, accessToken);
      expect(found.length, slug).toBeGreaterThanOrEqual(3);
      expect(new Set(found.map(({ meta }) => meta.id)).size).toBe(found.length);
      const [first] = found;
      for (const event of found) expect(Object.keys(event)).toEqual(Object.keys(first ?? {}));
      expect(await events(slug, { triggerFields, limit: 1 }, accessToken)).toEqual([first]);
      expect(await events(slug, { triggerFields, limit: 0 }, accessToken)).toEqual([]);
    }
  });

  it("names values that its own validation finds valid and invalid", async () => {
    const { accessToken, samples } = await setup();
    for (const [slug, fields] of Object.entries(samples.triggerFieldValidations)) {
      for (const [field, { valid, invalid }] of Object.entries(fields)) {
        const check = async (value: string) =>
          data<object>(await post(`triggers/${slug}/fields/${field}/validate`, { value }, accessToken));
        expect(await check(valid), `${slug} ${field}`).toEqual({ valid: true });
        expect(await check(invalid), `${slug} ${field}`).toEqual({
          valid: false,
          message: expect.any(String),
        });
      }
    }
  });

  it("leaves nothing behind: no incident, no trigger, no alert Recipe", async () => {
    const headers = bearer((await setup()).accessToken);
    const deleted = await send("DELETE", "triggers/api_down/trigger_identity/sample", { headers });
    expect(deleted.status).toBe(200);
    const { iftttTrigger, incident, alertRecipe } = world.database;
    expect(await Promise.all([iftttTrigger.count(), incident.count(), alertRecipe.count()])).toEqual([
      0, 0, 0,
    ]);
  });
});

describe("POST triggers/{slug}", () => {
  const START = Date.parse("2026-03-01T00:00:00Z");
  const HOUR = 3_600_000;
  beforeAll(async () => {
    for (let hour = 0; hour < 55; hour += 1) {
      const startedAt = START + hour * HOUR;
      await seedIncident(world.database, {
        channel: "alpha",
        trigger: { type: "down", endpoint: hour === 3 ? "send_message" : null },
        startedAt,
        recoveredAt: startedAt + 20 * 60_000,
        worst: 100,
        threshold: 100,
        title: "Nothing succeeds: größer als 100 %, 日本 🔥",
        impact: { users_affected: 12, recipes_affected: 14, failures: 90, fault: "partner" },
      });
    }
  }, 120_000);

  it("answers the newest 50 by default, in descending order of meta.timestamp in whole seconds", async () => {
    const found = await events("api_down", {});
    expect(found).toHaveLength(50);
    const times = found.map(({ meta }) => meta.timestamp);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(times.every(Number.isInteger)).toBe(true);
    expect(times[0]).toBe((START + 54 * HOUR + 60_000) / 1_000);
    expect(new Set(found.map(({ meta }) => meta.id)).size).toBe(50);
  });

  it("names an event by Recipe, incident and transition, and gives it again unchanged", async () => {
    const first = await events("api_down", {});
    expect(await events("api_down", { limit: 50 })).toEqual(first);
    const rows = await world.database.incidentTransition.findMany({ where: { kind: "fired" } });
    for (const { meta } of first) {
      const [recipe, incident, transition] = meta.id.split(":");
      expect(rows).toContainEqual(expect.objectContaining({ id: transition, incidentId: incident }));
      expect(recipe).toBe("none");
    }
  });

  it("honours the limit: 0 gives none, 1 the newest, more than 50 no more than 50", async () => {
    expect(await events("api_down", { limit: 0 })).toEqual([]);
    const one = await events("api_down", { limit: 1 });
    expect(one).toEqual((await events("api_down", {})).slice(0, 1));
    expect(await events("api_down", { limit: 10_000 })).toHaveLength(50);
    for (const limit of [-1, 1.5, "many"]) {
      expect(
        await refusal(await poll("api_down", { triggerFields: { channel: "alpha" }, limit })),
      ).toMatchObject({
        status: 400,
      });
    }
  });

  it("has every ingredient in every event, times in ISO 8601, and text as it was written", async () => {
    const [event] = await events("api_down", { limit: 1 });
    expect(event).toEqual({
      title: "Nothing succeeds: größer als 100 %, 日本 🔥",
      condition: expect.any(String),
      channel: "alpha",
      channel_name: "alpha",
      endpoint: "",
      value: 100,
      threshold: 100,
      unit: "percent",
      value_text: "100\u202f%",
      threshold_text: "100\u202f%",
      occurred_at: "2026-03-03T06:01:00.000Z",
      started_at: "2026-03-03T06:00:00.000Z",
      recovered_at: "",
      requests: 0,
      failures: 90,
      users_affected: 12,
      recipes_affected: 14,
      fault: "partner",
      top_error: "",
      incident_number: expect.any(Number),
      incident_url: expect.stringMatching(/^https:.*\/channels\/alpha\/incidents\/\d+$/),
      requests_url: expect.stringMatching(/^https:.*\/channels\/alpha\/logs/),
      meta: expect.any(Object),
    });
    const [recovered] = await events("api_recovered", { limit: 1 });
    expect(recovered?.recovered_at).toBe("2026-03-03T06:20:00.000Z");
    expect(Object.keys(recovered ?? {})).toEqual(Object.keys(event ?? {}));
  });

  it("narrows to an endpoint of the Channel", async () => {
    const fields = { channel: "alpha", endpoint: "send_message" };
    expect(await events("api_down", { triggerFields: fields })).toMatchObject([{ endpoint: "send_message" }]);
    expect(await events("api_down", { triggerFields: { channel: "alpha", endpoint: "any" } })).toHaveLength(
      50,
    );
    const other = { triggerFields: { channel: "alpha", endpoint: "hidden" } };
    expect(await refusal(await poll("api_down", other))).toMatchObject({ status: 400 });
  });

  it("without triggerFields is 400, and without one that is needed", async () => {
    expect(await refusal(await poll("api_down", { trigger_identity: "a" }))).toEqual({
      status: 400,
      message: "`triggerFields`: is missing.",
    });
    expect(await refusal(await poll("api_down", { triggerFields: {} }))).toEqual({
      status: 400,
      message: "The trigger field channel must name a Channel.",
    });
    const fields = { triggerFields: { channel: "alpha" } };
    expect(await refusal(await poll("error_rate_above", fields))).toMatchObject({ status: 400 });
  });

  it("of an unknown slug is 404", async () => {
    for (const slug of ["nothing", "constructor", "API_DOWN"]) {
      expect(await refusal(await poll(slug, { triggerFields: { channel: "alpha" } }))).toMatchObject({
        status: 404,
      });
    }
  });

  it("about a Channel that is not one's own says the same as about none", async () => {
    const answers = await Promise.all(
      ["beta", "no-such-channel"].map(async (channel) =>
        refusal(await poll("api_down", { triggerFields: { channel } })),
      ),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.status).toBe(400);
  });

  it("ignores keys that it does not know", async () => {
    const found = await events("api_down", {
      limit: 2,
      triggerFields: { channel: "alpha", mood: "good" },
      future: { deep: [1] },
      ifttt_source: { id: "2", url: "https://ifttt.com/myrecipes/personal/2" },
    });
    expect(found).toHaveLength(2);
  });

  it.each(["Europe/Berlin", "Pacific Time (US & Canada)", "nowhere"])(
    "takes the user's time zone as an IANA name and as Rails names it: %s",
    async (timezone) => {
      expect(await events("api_down", { limit: 1, user: { timezone } })).toHaveLength(1);
    },
  );

  it("reads a body in gzip", async () => {
    const body = gzipSync(JSON.stringify({ triggerFields: { channel: "alpha" }, limit: 3 }));
    const found = await post("triggers/api_down", body, token, { "content-encoding": "gzip" });
    expect(await data(found)).toHaveLength(3);
    const broken = await post("triggers/api_down", "no gzip", token, { "content-encoding": "gzip" });
    expect(await refusal(broken)).toMatchObject({ status: 400 });
  });

  it.each<[string, string | Uint8Array]>([
    ["no JSON", "{"],
    ["a list", "[]"],
    ["no UTF-8", Uint8Array.from([0x7b, 0xff, 0x7d])],
    ["too large", `{"triggerFields":{"channel":"${"a".repeat(70_000)}"}}`],
    ["an identity that cannot be", '{"triggerFields":{"channel":"alpha"},"trigger_identity":"a\\u0000b"}'],
    ["an identity too long", `{"triggerFields":{"channel":"alpha"},"trigger_identity":"${"a".repeat(201)}"}`],
    ["a Channel that cannot be", '{"triggerFields":{"channel":"al\\u0000pha"}}'],
    ["fields in a list", '{"triggerFields":[]}'],
  ])("with a body that is %s is 400", async (_, body) => {
    expect(await refusal(await post("triggers/api_down", body, token))).toMatchObject({ status: 400 });
  });

  it("tells of a store that is away with 503, and of anything else with 500 and no detail", async () => {
    const failing = (error: Error) =>
      vi.spyOn(world.database.incident, "findMany").mockRejectedValueOnce(error as never);
    const body = { triggerFields: { channel: "alpha" } };
    failing(Object.assign(new Error("secret detail"), { code: "P1001" }));
    const away = await refusal(await poll("api_down", body));
    failing(new Error("secret detail"));
    const broken = await refusal(await poll("api_down", body));
    expect([away.status, broken.status]).toEqual([503, 500]);
    expect(away.message + broken.message).not.toContain("secret detail");
  });
});

describe("trigger identities", () => {
  const body = { trigger_identity: "identity-1", triggerFields: { channel: "alpha" } };
  const known = () => world.database.iftttTrigger.findMany({ select: { identity: true, trigger: true } });

  it("are remembered by polling, and forgotten by DELETE with the person's token", async () => {
    await data(await poll("no_traffic", body));
    expect(await known()).toEqual([{ identity: "identity-1", trigger: "no_traffic" }]);
    const path = "triggers/no_traffic/trigger_identity/identity-1";
    await data(await send("DELETE", path, { headers: bearer(token) }));
    expect(await known()).toEqual([]);
  });

  it("are forgotten by DELETE with the service key", async () => {
    await data(await poll("no_traffic", body));
    await data(await asEngine("DELETE", "triggers/no_traffic/trigger_identity/identity-1"));
    expect(await known()).toEqual([]);
  });

  it("that are not known are forgotten all the same; another person's stays", async () => {
    await data(await poll("no_traffic", body));
    await data(await asEngine("DELETE", "triggers/no_traffic/trigger_identity/unknown"));
    await data(await asEngine("DELETE", "triggers/api_down/trigger_identity/identity-1"));
    const other = await tokenOf(world, await world.somebody("other@acme.example", { reads: ["alpha"] }));
    const path = "triggers/no_traffic/trigger_identity/identity-1";
    await data(await send("DELETE", path, { headers: bearer(other) }));
    expect(await known()).toHaveLength(1);
    const nothing = await asEngine("DELETE", "triggers/nothing/trigger_identity/identity-1");
    expect(await refusal(nothing)).toMatchObject({ status: 404 });
  });
});

describe("field options", () => {
  const options = async (slug: string, field: string, who = token) =>
    data(await post(`triggers/${slug}/fields/${field}/options`, "", who));

  it("of channel are the person's own", async () => {
    expect(await options("api_down", "channel")).toEqual([{ label: "alpha", value: "alpha" }]);
  });

  it("of endpoint are the Channel's; of several Channels one level of groups", async () => {
    expect(await options("api_down", "endpoint")).toEqual([
      { label: "Any endpoint", value: "any" },
      { label: "New lead", value: "new_lead" },
      { label: "Send a message", value: "send_message" },
    ]);
    const both = await tokenOf(world, await world.somebody("both@acme.example", { owns: ["alpha", "beta"] }));
    expect(await options("api_down", "endpoint", both)).toEqual([
      { label: "Any endpoint", value: "any" },
      { label: "alpha", values: [expect.objectContaining({ value: "new_lead" }), expect.anything()] },
      { label: "beta", values: [{ label: "Hidden", value: "hidden" }] },
    ]);
  });

  it("of percentile are three; what is typed and what is not there is 404", async () => {
    expect(await options("latency_above", "percentile")).toHaveLength(3);
    for (const path of [
      "api_down/fields/threshold",
      "api_down/fields/nothing",
      "latency_above/fields/milliseconds",
    ]) {
      expect(await refusal(await post(`triggers/${path}/options`, {}, token))).toMatchObject({ status: 404 });
    }
  });
});

describe("validation", () => {
  const check = async (slug: string, field: string, value: unknown) =>
    data<{ valid: boolean }>(await post(`triggers/${slug}/fields/${field}/validate`, { value }, token));

  it("of a field always answers 200, with a message for what is not valid", async () => {
    expect(await check("api_down", "channel", "alpha")).toEqual({ valid: true });
    expect(await check("api_down", "channel", "beta")).toEqual({ valid: false, message: expect.any(String) });
    expect(await check("api_down", "channel", undefined)).toMatchObject({ valid: false });
    expect(await check("api_down", "endpoint", "new_lead")).toEqual({ valid: true });
    expect(await check("api_down", "endpoint", "")).toEqual({ valid: true });
    expect(await check("api_down", "endpoint", "hidden")).toMatchObject({ valid: false });
  });

  it("takes numbers as people type them", async () => {
    for (const value of ["5", "5 %", "0.5", 5])
      expect(await check("error_rate_above", "threshold", value)).toEqual({ valid: true });
    for (const value of ["", "0", "101", "five", "-1", "1e9", null, {}]) {
      expect(await check("error_rate_above", "threshold", value), String(value)).toMatchObject({
        valid: false,
      });
    }
    expect(await check("latency_above", "milliseconds", "2000 ms")).toEqual({ valid: true });
    expect(await check("latency_above", "milliseconds", "0")).toMatchObject({ valid: false });
    expect(await check("latency_above", "percentile", "")).toEqual({ valid: true });
    expect(await check("latency_above", "percentile", "100")).toMatchObject({ valid: false });
  });

  it("in context is served under both paths that the documents name", async () => {
    for (const path of ["triggers/error_rate_above/validate", "triggers/error_rate_above/fields/validate"]) {
      const judge = async (values: object) => data(await post(path, { values }, token));
      expect(await judge({ channel: "alpha", endpoint: "new_lead", threshold: "5" })).toEqual({
        channel: { valid: true },
        endpoint: { valid: true },
        threshold: { valid: true },
      });
      expect(await judge({ channel: "beta", endpoint: "new_lead" })).toEqual({
        channel: { valid: false, message: expect.any(String) },
        endpoint: { valid: false, message: expect.any(String) },
        threshold: { valid: false, message: expect.any(String) },
      });
      expect(await refusal(await post(path, {}, token))).toMatchObject({ status: 400 });
    }
  });

  it("of a field that the trigger does not have is 404", async () => {
    const path = "triggers/api_down/fields/threshold/validate";
    expect(await refusal(await post(path, { value: "5" }, token))).toMatchObject({ status: 404 });
  });
});

it("writes down X-Request-ID, and whether it is a test, and no token", async () => {
  const written = vi.spyOn(log, "info");
  await post("triggers/api_down", { triggerFields: { channel: "sample-channel" } }, sample, {
    "x-request-id": "request-7",
    "ifttt-test-mode": "1",
  });
  expect(written).toHaveBeenCalledWith(
    expect.objectContaining({ request_id: "request-7", test: true, realtime: false, status: 200 }),
    expect.any(String),
  );
  expect(JSON.stringify(written.mock.calls)).not.toContain(sample);
  written.mockRestore();
});

it("lets nobody guess on for ever: 503 with Retry-After", async () => {
  const guess = () =>
    send("GET", "status", { headers: { "ifttt-service-key": "guessed", "x-forwarded-for": "203.0.113.9" } });
  let response = await guess();
  for (let tries = 0; tries < 400 && response.status === 401; tries += 1) response = await guess();
  expect(response.status).toBe(503);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await asEngine("GET", "status")).status).toBe(200);
});
