import { describe, expect, it, vi } from "vitest";
import { TRIGGERS } from "#lib/ifttt/triggers/index.ts";
import { asEngine, bearer, data, events, here, openProtocol, post, send } from "./protocol-world.ts";

vi.mock("#lib/server.ts", async () => ({ getServer: (await import("./protocol-world.ts")).getServer }));

/** The engine's own endpoint test, as it would run. */
openProtocol();

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
    const { iftttTrigger, incident, alertRecipe } = here.world.database;
    expect(await Promise.all([iftttTrigger.count(), incident.count(), alertRecipe.count()])).toEqual([
      0, 0, 0,
    ]);
  });
});
