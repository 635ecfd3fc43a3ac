import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "#lib/clock.ts";
import type { ApiRequestEventInput } from "#lib/events/schema.ts";
import { createInstrumentation, type Instrumentation } from "#lib/instrumentation/instrumentation.ts";
import { CATALOGUE, demoChannel, demoEndpoint } from "../catalogue.ts";
import { type FaultKind, faultSettings, type InjectedFault } from "../faults.ts";
import type { DemoRecipe } from "../population/types.ts";
import { makePopulation } from "../population.ts";
import { createRandom } from "../random.ts";
import { sandboxConnector } from "../runner/connect.ts";
import { partnerClient } from "../runner/partner-client.ts";
import { openSandbox, type Sandbox } from "./sandbox.ts";

const brightbulb = demoChannel("brightbulb");
const [recipe] = makePopulation(Date.parse("2026-03-02T10:00:00Z")).recipes as [DemoRecipe];

describe("the sandbox, called as the platform calls it", () => {
  let sandbox: Sandbox;
  let instrumentation: Instrumentation;
  let events: ApiRequestEventInput[] = [];

  beforeAll(async () => {
    const flawless = CATALOGUE.map((channel) => ({ ...channel, failures: [] }));
    sandbox = await openSandbox({ clock: systemClock, random: createRandom("sandbox") }, flawless);
    instrumentation = createInstrumentation({
      clock: systemClock,
      connector: sandboxConnector(sandbox.portOf),
      timeoutMs: 2_500,
      sink: {
        async send(batch) {
          events.push(...batch.map(({ json }) => JSON.parse(json.toString())));
          return 0;
        },
      },
    });
  });
  afterAll(async () => {
    await instrumentation.close(1_000);
    await sandbox.close();
  });
  beforeEach(async () => {
    events = [];
    await sandbox.setFaults([]);
  });

  async function request(endpoint: string, channel = brightbulb) {
    const call = partnerClient({ instrumentation, pseudonymOf: (id) => `u_${id}` });
    const step = { channel, endpoint: demoEndpoint(channel, endpoint) };
    const result = await call({
      step,
      recipe,
      runId: "run-1",
      worker: "worker-03",
      attempt: 1,
      maxAttempts: 3,
    });
    await instrumentation.flush(1_000);
    const event = events.at(-1);
    if (event === undefined) throw new Error("The request left no event.");
    return { result, event };
  }
  const inject = (kind: FaultKind, settings: Parameters<typeof faultSettings.parse>[0]) =>
    sandbox.setFaults([
      { channel: "brightbulb", kind, settings: faultSettings.parse(settings) } satisfies InjectedFault,
    ]);

  it("answers at the partner's public address, and takes as long as that endpoint takes", async () => {
    const { result, event } = await request("send_message");
    expect(result.ok).toBe(true);
    expect(event).toMatchObject({
      channel: "brightbulb",
      kind: "action",
      endpoint: "send_message",
      method: "POST",
      url: "https://api.brightbulb.example/ifttt/v1/actions/send_message",
      status_code: 200,
      worker: "worker-03",
      recipe_id: recipe.id,
      run_id: "run-1",
      attempt: 1,
      max_attempts: 3,
      user_id: `u_${recipe.user.id}`,
    });
    expect(event.duration_ms).toBeGreaterThan(20);
    expect(event.request_id).toBeDefined();
  });

  it("serves every endpoint of the catalogue", async () => {
    const all = CATALOGUE.flatMap((channel) =>
      channel.endpoints.map(async ({ slug }) => {
        const { result } = await request(slug, channel);
        expect(result.ok, `${channel.slug}/${slug}`).toBe(true);
      }),
    );
    await Promise.all(all);
  });

  it("tells a trigger's caller when there is something new, and when not", async () => {
    const fresh = new Set<boolean>();
    while (fresh.size < 2) fresh.add((await request("light_turned_on")).result.fresh);
    expect([...fresh].sort((a, b) => Number(a) - Number(b))).toEqual([false, true]);
  });

  it("refuses who brings no token", async () => {
    const answer = await fetch(
      `http://127.0.0.1:${sandbox.portOf("api.brightbulb.example")}/ifttt/v1/user/info`,
    );
    expect(answer.status).toBe(401);
  });

  it("errors: the status and the message that were set", async () => {
    await inject("errors", { status: 502, message: "the lamp server is on fire" });
    const { result, event } = await request("set_color");
    expect(event).toMatchObject({ status_code: 502, error_message: "the lamp server is on fire" });
    expect(result).toMatchObject({ ok: false, transient: true });
  });

  it("spares the endpoints that the fault does not name", async () => {
    await inject("errors", { endpoint: "send_message" });
    expect((await request("send_message")).event.status_code).toBe(503);
    expect((await request("set_color")).event.status_code).toBe(200);
  });

  it("slowness: a good answer, late", async () => {
    await inject("slowness", { endpoint: "set_color", factor: 3 });
    const { event } = await request("set_color");
    expect(event.status_code).toBe(200);
    expect(event.duration_ms).toBeGreaterThan(120);
  });

  it("outage, refused: nobody listens; and again as before when it is cleared", async () => {
    await inject("outage", { mode: "refused" });
    // The connection that was open breaks first; then there is none to be had.
    await expect
      .poll(async () => (await request("send_message")).event)
      .toMatchObject({
        status_code: null,
        error_type: "connect",
        error_message: "connect ECONNREFUSED api.brightbulb.example:443",
      });
    await sandbox.setFaults([]);
    expect((await request("send_message")).event.status_code).toBe(200);
  });

  it("outage, reset: the connection breaks", async () => {
    await inject("outage", { mode: "reset" });
    expect((await request("send_message")).event).toMatchObject({ status_code: null, error_type: "reset" });
  });

  it("outage, silent: no answer within the platform's patience", async () => {
    await inject("outage", { mode: "silent" });
    const { event } = await request("send_message");
    expect(event).toMatchObject({
      status_code: null,
      error_type: "timeout",
      error_message: "no answer within 2.5 s",
    });
  });

  it("wrong answers: 200, and nothing that can be used", async () => {
    await inject("wrong_answers", {});
    const { result, event } = await request("send_message");
    expect(event).toMatchObject({
      status_code: 200,
      error_type: "invalid_response",
      error_message: "the answer is no JSON",
    });
    expect(event.response_excerpt).toMatch(/^<!doctype html>/);
    expect(result).toMatchObject({ ok: false, transient: false });
  });

  it("rate limiting: 429, and when to come again", async () => {
    await inject("rate_limit", { retry_after: 7 });
    const { result, event } = await request("send_message");
    expect(event.status_code).toBe(429);
    expect(result).toMatchObject({ transient: true, retryAfterMs: 7_000 });
  });

  it("expired tokens: 401, which another try does not mend", async () => {
    await inject("expired_tokens", {});
    const { result, event } = await request("send_message");
    expect(event).toMatchObject({ status_code: 401, error_message: "the access token expired" });
    expect(result.transient).toBe(false);
  });
});
