import { describe, expect, it, vi } from "vitest";
import { ENGINE } from "#lib/testing/ifttt.ts";
import {
  asEngine,
  bearer,
  data,
  here,
  KEY,
  log,
  openProtocol,
  poll,
  post,
  refusal,
  send,
} from "./protocol-world.ts";

vi.mock("#lib/server.ts", async () => ({ getServer: (await import("./protocol-world.ts")).getServer }));

/** The protocol's documents, fact by fact: keys, tokens, and what is written down. */
openProtocol();

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
    const headers = { ...bearer(here.token), "ifttt-service-key": "wrong" };
    expect(await refusal(await send("GET", "user/info", { headers }))).toMatchObject({ status: 401 });
  });

  it("does not open what is somebody's, and a token not what is the engine's", async () => {
    expect(await refusal(await asEngine("GET", "user/info"))).toMatchObject({ status: 401 });
    expect(await refusal(await asEngine("POST", "triggers/api_down"))).toMatchObject({ status: 401 });
    const headers = bearer(here.token);
    expect(await refusal(await send("POST", "test/setup", { headers }))).toMatchObject({ status: 401 });
  });

  it("is what makes the service: without it every address is 404", async () => {
    here.environment = {};
    for (const path of ["status", "user/info"] as const) {
      expect(await refusal(await asEngine("GET", path))).toMatchObject({ status: 404 });
    }
    expect(await refusal(await poll("api_down", {}, here.sample))).toMatchObject({ status: 404 });
  });
});

describe("an access token", () => {
  it("that is not valid is 401", async () => {
    for (const wrong of ["", "guessed", `cst_${"a".repeat(43)}`, `${here.sample}x`, "csk_key"]) {
      const headers = bearer(wrong);
      expect(await refusal(await send("GET", "user/info", { headers }))).toMatchObject({ status: 401 });
      expect(await refusal(await poll("api_down", {}, wrong))).toMatchObject({ status: 401 });
    }
  });

  it("tells who it is of: an id that never changes, of 200 characters at most, and a name", async () => {
    const info = () => send("GET", "user/info", { headers: bearer(here.token) });
    const first = await data<{ id: string }>(await info());
    expect(first).toEqual({
      id: here.owner.id,
      name: "owner@acme.example",
      url: "https://channelscope.example/connected-apps",
    });
    await here.world.database.person.update({ where: { id: here.owner.id }, data: { name: "Olga" } });
    expect(await data(await info())).toMatchObject({ id: here.owner.id, name: "Olga" });
    expect(first.id.length).toBeLessThanOrEqual(200);
  });
});

it("writes down X-Request-ID, and whether it is a test, and no token", async () => {
  const written = vi.spyOn(log, "info");
  await post("triggers/api_down", { triggerFields: { channel: "sample-channel" } }, here.sample, {
    "x-request-id": "request-7",
    "ifttt-test-mode": "1",
  });
  expect(written).toHaveBeenCalledWith(
    expect.objectContaining({ request_id: "request-7", test: true, realtime: false, status: 200 }),
    expect.any(String),
  );
  expect(JSON.stringify(written.mock.calls)).not.toContain(here.sample);
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
