import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Person } from "#lib/channels/access.ts";
import { parseConfig } from "#lib/config.ts";
import { createLog } from "#lib/log.ts";
import { CLIENT, codeOf, ENGINE } from "#lib/testing/ifttt.ts";
import { type MembersWorld, openMembersWorld } from "#lib/testing/members.ts";

let world: MembersWorld;
let owner: Person;
let environment: Record<string, string> = ENGINE;

vi.mock("#lib/server.ts", () => ({
  getServer: async () => ({ ...world, config: parseConfig(environment), log: createLog("test", "silent") }),
}));

beforeAll(async () => {
  world = await openMembersWorld();
  owner = await world.somebody("owner@acme.example", { owns: ["alpha"] });
});
afterAll(() => world.close());

const CREDENTIALS = { client_id: CLIENT.id, client_secret: CLIENT.secret };

async function ask(fields: Record<string, string>, headers: Record<string, string> = {}) {
  const { POST } = await import("./route.ts");
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    redirect_uri: CLIENT.redirectUri,
    ...fields,
  });
  const request = new Request("https://channelscope.example/ifttt/oauth/token", {
    method: "POST",
    body,
    headers,
  });
  const response = await POST(request);
  expect(response.headers.get("cache-control")).toBe("no-store");
  return { status: response.status, body: (await response.json()) as Record<string, unknown>, response };
}

const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString("base64")}`,
});
const GIVEN = { access_token: expect.stringMatching(/^cst_/), token_type: "Bearer", scope: "ifttt" };

describe("POST /ifttt/oauth/token", () => {
  it("gives a Bearer token to a client that names itself in the form", async () => {
    const { status, body } = await ask({ code: await codeOf(world, owner), ...CREDENTIALS });
    expect([status, body]).toEqual([200, GIVEN]);
  });

  it("gives it to one that names itself by HTTP Basic", async () => {
    const code = await codeOf(world, owner);
    const wrong = await ask({ code }, basic(CLIENT.id, "guessed"));
    expect([wrong.status, wrong.body]).toEqual([401, { error: "invalid_client" }]);
    expect(wrong.response.headers.get("www-authenticate")).toContain("Basic");
    const { status, body } = await ask({ code }, basic(CLIENT.id, CLIENT.secret));
    expect([status, body]).toEqual([200, GIVEN]);
  });

  it("says what is wrong in the words of RFC 6749", async () => {
    const answer = async (fields: Record<string, string>) => {
      const { status, body } = await ask({ ...CREDENTIALS, ...fields });
      return [status, body.error];
    };
    expect(await answer({ code: "guessed" })).toEqual([400, "invalid_grant"]);
    expect(await answer({})).toEqual([400, "invalid_request"]);
    expect(await answer({ code: "a", grant_type: "password" })).toEqual([400, "unsupported_grant_type"]);
    expect(await answer({ code: "a", client_secret: "guessed" })).toEqual([401, "invalid_client"]);
    expect((await ask({ code: "a".repeat(20_000), ...CREDENTIALS })).status).toBe(413);
  });

  it("lets nobody guess the client's secret on and on", async () => {
    const guess = () =>
      ask({ code: "a", ...CREDENTIALS, client_secret: "x" }, { "x-forwarded-for": "203.0.113.8" });
    let answer = await guess();
    for (let tries = 0; tries < 400 && answer.status === 401; tries += 1) answer = await guess();
    expect(answer.status).toBe(429);
  });

  it("is not there where no client is configured", async () => {
    environment = { IFTTT_SERVICE_KEY: ENGINE.IFTTT_SERVICE_KEY };
    expect((await ask({ code: "a", ...CREDENTIALS })).status).toBe(404);
    environment = ENGINE;
  });
});
