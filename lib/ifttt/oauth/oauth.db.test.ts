import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Person, viewAs } from "../../channels/access.ts";
import { CLIENT, codeOf, redemption, tokenOf } from "../../testing/ifttt.ts";
import { type MembersWorld, openMembersWorld } from "../../testing/members.ts";
import { approve } from "./approve.ts";
import { disconnect, listConnections } from "./connections.ts";
import { redeem } from "./redeem.ts";
import { readAuthorization, returnUrl } from "./request.ts";
import { verifyToken } from "./verify.ts";

let world: MembersWorld;
let owner: Person;
let member: Person;
beforeAll(async () => {
  world = await openMembersWorld();
  owner = await world.somebody("owner@acme.example", { owns: ["alpha", "beta"] });
  member = await world.somebody("member@acme.example", { reads: ["alpha"] });
});
afterAll(() => world.close());

const refused = (code: string) => expect.objectContaining({ code });
const verify = (token: string) => verifyToken(world, token, { demo: false });
const LINK = {
  client_id: CLIENT.id,
  redirect_uri: CLIENT.redirectUri,
  response_type: "code",
  scope: "ifttt",
  state: "a b&c",
};

describe("a link to the authorize page", () => {
  it("asks when it is the configured client's, and keeps its state", () => {
    expect(readAuthorization(CLIENT, LINK)).toEqual({ kind: "asked", state: "a b&c" });
    const url = new URL(returnUrl(CLIENT, { code: "x" }, "a b&c"));
    expect(Object.fromEntries(url.searchParams)).toEqual({ kept: "1", code: "x", state: "a b&c" });
    expect(url.origin + url.pathname).toBe("https://engine.example/authorize");
  });

  it.each([
    ["https://engine.example/authorize?kept=1/"],
    ["https://engine.example/authorize"],
    ["https://engine.example/authorize?kept=1&more=1"],
    ["https://ENGINE.example/authorize?kept=1"],
    ["http://engine.example/authorize?kept=1"],
    ["https://engine.example.evil.example/authorize?kept=1"],
    ["https://engine.example/authorize?kept=1#"],
    [undefined],
  ])("leads nowhere for another address: %s", (redirect_uri) => {
    expect(readAuthorization(CLIENT, { ...LINK, redirect_uri })).toMatchObject({ kind: "refused" });
  });

  it("leads nowhere for another client, or with a parameter twice", () => {
    expect(readAuthorization(CLIENT, { ...LINK, client_id: "other" })).toMatchObject({ kind: "refused" });
    const twice = { ...LINK, redirect_uri: [CLIENT.redirectUri, "https://evil.example"] };
    expect(readAuthorization(CLIENT, twice)).toMatchObject({ kind: "refused" });
  });

  it("tells the client of its own mistakes", () => {
    const url = (change: object) => {
      const asked = readAuthorization(CLIENT, { ...LINK, ...change });
      return asked.kind === "mistaken" ? new URL(asked.url).searchParams.get("error") : asked.kind;
    };
    expect(url({ response_type: "token" })).toBe("unsupported_response_type");
    expect(url({ scope: "everything" })).toBe("invalid_scope");
    expect(url({ scope: undefined })).toBe("invalid_scope");
  });
});

describe("an approval", () => {
  it("gives a code that is good once, for a token that is stored as its SHA-256 and does not expire", async () => {
    const url = new URL(await approve(world, owner, CLIENT, "some state"));
    expect(url.searchParams.get("state")).toBe("some state");
    const code = url.searchParams.get("code") ?? "";
    const answer = await redeem(world, CLIENT, redemption(code));
    const token = "token" in answer ? answer.token : "";
    expect(token).toMatch(/^cst_[\w-]{43}$/);
    const stored = JSON.stringify(await world.database.iftttConnection.findMany());
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(code);
    world.clock.advance(10 * 365 * 86_400_000);
    expect(await verify(token)).toMatchObject({ person: { id: owner.id } });
    expect(await world.audit()).toContain("connected_app.approve");
  });

  it("is worth nothing after ten minutes", async () => {
    const code = await codeOf(world, owner);
    world.clock.advance(10 * 60_000);
    expect(await redeem(world, CLIENT, redemption(code))).toEqual({ error: "invalid_grant" });
    const inTime = await codeOf(world, owner);
    world.clock.advance(10 * 60_000 - 1);
    expect(await redeem(world, CLIENT, redemption(inTime))).toEqual({ token: expect.any(String) });
  });

  it("whose code comes a second time is over, for its first token too", async () => {
    const code = await codeOf(world, owner);
    const answer = await redeem(world, CLIENT, redemption(code));
    const token = "token" in answer ? answer.token : "";
    expect(await verify(token)).not.toBeNull();
    expect(await redeem(world, CLIENT, redemption(code))).toEqual({ error: "invalid_grant" });
    expect(await verify(token)).toBeNull();
  });

  it("is redeemed once however many ask at once", async () => {
    const code = await codeOf(world, owner);
    const answers = await Promise.all([1, 2, 3, 4].map(() => redeem(world, CLIENT, redemption(code))));
    expect(answers.filter((answer) => "token" in answer)).toHaveLength(1);
  });

  it("is redeemed by nobody but the client, at its own address", async () => {
    const code = await codeOf(world, owner);
    const ask = (change: object) => redeem(world, CLIENT, { ...redemption(code), ...change });
    expect(await ask({ clientSecret: "guessed" })).toEqual({ error: "invalid_client" });
    expect(await ask({ clientSecret: null })).toEqual({ error: "invalid_client" });
    expect(await ask({ clientId: "other" })).toEqual({ error: "invalid_client" });
    expect(await ask({ redirectUri: "https://evil.example" })).toEqual({ error: "invalid_grant" });
    expect(await ask({ redirectUri: null })).toEqual({ error: "invalid_request" });
    expect(await ask({ code: null })).toEqual({ error: "invalid_request" });
    expect(await ask({ code: "guessed" })).toEqual({ error: "invalid_grant" });
    expect(await ask({ grantType: "refresh_token" })).toEqual({ error: "unsupported_grant_type" });
    expect(await ask({})).toEqual({ token: expect.any(String) });
  });

  it("cannot be given while viewing as a partner, nor by somebody without a Channel", async () => {
    const support = await world.somebody("support@platform.example", { staff: "support" });
    await expect(approve(world, viewAs(support, "alpha"), CLIENT, null)).rejects.toEqual(
      refused("forbidden"),
    );
    await expect(approve(world, support, CLIENT, null)).rejects.toEqual(refused("forbidden"));
  });
});

describe("an access token", () => {
  it("reaches a person's own Channels, and none that staff see beyond them", async () => {
    const both = await world.somebody("both@platform.example", { staff: "admin", reads: ["beta"] });
    const { person } = (await verify(await tokenOf(world, both))) ?? {};
    expect(person).toMatchObject({ staff: null, memberships: [{ channel: "beta", role: "member" }] });
  });

  it("follows what becomes of the person", async () => {
    const leaver = await world.somebody("leaver@acme.example", { reads: ["alpha"] });
    const token = await tokenOf(world, leaver);
    await world.database.membership.deleteMany({ where: { personId: leaver.id } });
    expect(await verify(token)).toMatchObject({ person: { memberships: [] } });
    await world.database.person.update({ where: { id: leaver.id }, data: { disabledAt: new Date() } });
    expect(await verify(token)).toBeNull();
  });

  it("of a demo person counts only while there is a demo", async () => {
    const demo = await world.somebody("demo@acme.example", { reads: ["alpha"] });
    const token = await tokenOf(world, demo);
    await world.database.person.update({ where: { id: demo.id }, data: { demo: true } });
    expect(await verify(token)).toBeNull();
    expect(await verifyToken(world, token, { demo: true })).not.toBeNull();
  });

  it("ends when its person disconnects, and only theirs", async () => {
    const token = await tokenOf(world, member);
    const [connection] = await listConnections(world, member);
    const id = connection?.id ?? "";
    expect(connection).toEqual({ id, connectedAt: world.clock.now(), lastUsedAt: null, triggers: 0 });
    await expect(disconnect(world, owner, { id, app: "Engine" })).rejects.toEqual(refused("not_found"));
    const support = await world.somebody("viewing@platform.example", { staff: "support" });
    await expect(disconnect(world, viewAs(support, "alpha"), { id, app: "Engine" })).rejects.toEqual(
      refused("forbidden"),
    );
    expect(await verify(token)).not.toBeNull();
    await disconnect(world, member, { id, app: "Engine" });
    expect(await verify(token)).toBeNull();
    expect(await listConnections(world, member)).toEqual([]);
    expect((await world.audit()).at(-1)).toBe("connected_app.disconnect");
    await expect(disconnect(world, member, { id, app: "Engine" })).rejects.toEqual(refused("not_found"));
  });

  it("is nothing when it is not ours", async () => {
    for (const token of ["", "cst_", `cst_${"a".repeat(43)}`, `cst_${"a".repeat(10_000)}`, "' or 1=1"]) {
      expect(await verify(token)).toBeNull();
    }
  });
});
