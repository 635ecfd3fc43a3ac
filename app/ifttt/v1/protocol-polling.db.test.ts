import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { seedIncident } from "#lib/testing/incidents.ts";
import { data, events, here, openProtocol, poll, post, refusal } from "./protocol-world.ts";

vi.mock("#lib/server.ts", async () => ({ getServer: (await import("./protocol-world.ts")).getServer }));

/** Polling a trigger, as the protocol's documents have it. */
openProtocol();

describe("POST triggers/{slug}", () => {
  const START = Date.parse("2026-03-01T00:00:00Z");
  const HOUR = 3_600_000;
  beforeAll(async () => {
    for (let hour = 0; hour < 55; hour += 1) {
      const startedAt = START + hour * HOUR;
      await seedIncident(here.world.database, {
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
    const rows = await here.world.database.incidentTransition.findMany({ where: { kind: "fired" } });
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
    const found = await post("triggers/api_down", body, here.token, { "content-encoding": "gzip" });
    expect(await data(found)).toHaveLength(3);
    const broken = await post("triggers/api_down", "no gzip", here.token, { "content-encoding": "gzip" });
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
    expect(await refusal(await post("triggers/api_down", body, here.token))).toMatchObject({ status: 400 });
  });

  it("tells of a store that is away with 503, and of anything else with 500 and no detail", async () => {
    const failing = (error: Error) =>
      vi.spyOn(here.world.database.incident, "findMany").mockRejectedValueOnce(error as never);
    const body = { triggerFields: { channel: "alpha" } };
    failing(Object.assign(new Error("secret detail"), { code: "P1001" }));
    const away = await refusal(await poll("api_down", body));
    failing(new Error("secret detail"));
    const broken = await refusal(await poll("api_down", body));
    expect([away.status, broken.status]).toEqual([503, 500]);
    expect(away.message + broken.message).not.toContain("secret detail");
  });
});
