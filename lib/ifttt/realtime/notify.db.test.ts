import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "../../channels/access.ts";
import { tokenOf } from "../../testing/ifttt.ts";
import { type SeededIncident, seedIncident } from "../../testing/incidents.ts";
import { type MembersWorld, openMembersWorld } from "../../testing/members.ts";
import { listConnections } from "../oauth/connections.ts";
import { forgetTriggers } from "../subscriptions/forget.ts";
import { remember } from "../subscriptions/remember.ts";
import { triggerNamed } from "../triggers/index.ts";
import { notifyRealtime } from "./notify.ts";
import { postNotifications } from "./post.ts";

interface Received {
  path: string | undefined;
  headers: IncomingMessage["headers"];
  identities: string[];
}

let world: MembersWorld;
let owner: Person;
let member: Person;
let url: string;
let received: Received[] = [];
/** What the engine answers next; 200 after that. */
let answers: number[] = [];

const engine = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { data: { trigger_identity: string }[] };
  const identities = body.data.map((entry) => entry.trigger_identity);
  received.push({ path: request.url, headers: request.headers, identities });
  const status = answers.shift() ?? 200;
  response.writeHead(status, status === 307 ? { location: "/elsewhere" } : {}).end('{"data":[]}');
});

beforeAll(async () => {
  world = await openMembersWorld();
  owner = await world.somebody("owner@acme.example", { owns: ["alpha", "beta"] });
  member = await world.somebody("member@acme.example", { reads: ["alpha"] });
  for (const person of [owner, member]) await tokenOf(world, person);
  await new Promise<void>((resolve) => engine.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(engine.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await world.database.incident.deleteMany();
  await forgetTriggers(world, {});
  [received, answers] = [[], []];
});
afterAll(async () => {
  await new Promise((resolve) => engine.close(resolve));
  await world.close();
});

const KEY = "a service key for tests only";
const notify = () => notifyRealtime(world, { url: `${url}/`, serviceKey: KEY }, new AbortController().signal);

async function watch(person: Person, identity: string, slug: string, fields: object = {}) {
  const trigger = triggerNamed(slug);
  const subscription = trigger.subscribe({ channel: "alpha", ...fields });
  const [connection] = await listConnections(world, person);
  const connectionId = connection?.id ?? "";
  return remember(world, person, { trigger, subscription, identity, connectionId });
}

function happens(seed: Partial<SeededIncident> = {}) {
  const startedAt = world.clock.now() - 60_000;
  const usual = { channel: "alpha", trigger: { type: "down" }, worst: 100, startedAt } as const;
  return seedIncident(world.database, { ...usual, ...seed });
}

describe("a transition", () => {
  it("is told for the triggers that it concerns, with the service key, and once", async () => {
    await watch(owner, "down", "api_down");
    await watch(owner, "down elsewhere", "api_down", { channel: "beta" });
    await watch(owner, "recovered", "api_recovered");
    await watch(owner, "errors", "error_rate_above", { threshold: 5 });
    await watch(owner, "endpoint", "api_down", { endpoint: "send_message" });
    await watch(member, "another's", "api_down");
    await happens();
    expect(await notify()).toBe(2);
    expect(received).toMatchObject([
      {
        path: "/v1/notifications",
        identities: ["down", "another's"],
        headers: { "ifttt-service-key": KEY, "content-type": "application/json; charset=utf-8" },
      },
    ]);
    expect(await notify()).toBe(0);
    expect(received).toHaveLength(1);
  });

  it("that ends an incident is told to api_recovered, in one notification with what began", async () => {
    await watch(owner, "down", "api_down");
    await watch(owner, "recovered", "api_recovered");
    await happens({ recoveredAt: world.clock.now() });
    await notify();
    expect(received.map(({ identities }) => identities)).toEqual([["down", "recovered"]]);
  });

  it("that ends an incident for another reason is told to nobody: it did not recover", async () => {
    await watch(owner, "recovered", "api_recovered");
    await happens({ recoveredAt: world.clock.now(), endedBecause: "Its Recipe was changed" });
    await notify();
    expect(received).toEqual([]);
  });

  it("of a Recipe that measures is told to whom it measures for", async () => {
    const id = await watch(owner, "mine", "error_rate_above", { threshold: 5 });
    await watch(owner, "another", "error_rate_above", { threshold: 4 });
    const trigger = { type: "error_rate_above", percent: 5 } as const;
    await happens({ recipe: { id, name: "measures" }, trigger, worst: 50 });
    await notify();
    expect(received.map(({ identities }) => identities)).toEqual([["mine"]]);
  });

  it("is not told of to somebody who may not see the Channel any more", async () => {
    const leaver = await world.somebody("leaver@acme.example", { reads: ["alpha"] });
    await tokenOf(world, leaver);
    await watch(leaver, "left", "api_down");
    await world.database.membership.deleteMany({ where: { personId: leaver.id } });
    await happens();
    await notify();
    expect(received).toEqual([]);
  });

  it("that concerns nobody makes no call, and is not looked at again", async () => {
    await happens();
    await notify();
    await watch(owner, "down", "api_down");
    await notify();
    expect(received).toEqual([]);
  });

  it("older than a day is left to polling", async () => {
    await watch(owner, "down", "api_down");
    await happens({ startedAt: world.clock.now() - 2 * 86_400_000 });
    await notify();
    expect(received).toEqual([]);
  });
});

describe("an engine that does not take it", () => {
  it.each([500, 503, 401, 429])("and answers %d, is told again by the next call", async (status) => {
    await watch(owner, "down", "api_down");
    await happens();
    answers = [status];
    await expect(notify()).rejects.toThrow(`HTTP ${status}`);
    expect(await notify()).toBe(1);
    expect(received.map(({ identities }) => identities)).toEqual([["down"], ["down"]]);
  });

  it("is not followed elsewhere: the key stays here", async () => {
    await watch(owner, "down", "api_down");
    await happens();
    answers = [307];
    await expect(notify()).rejects.toThrow("HTTP 307");
    expect(received.map(({ path }) => path)).toEqual(["/v1/notifications"]);
  });

  it("is told of everything that happened meanwhile, nothing lost to whoever died in between", async () => {
    await watch(owner, "down", "api_down");
    await happens();
    answers = [503];
    await expect(notify()).rejects.toThrow();
    await watch(owner, "slow", "latency_above", { milliseconds: 1_000 });
    const trigger = { type: "latency_above", percentile: 95, milliseconds: 1_000 } as const;
    await happens({ trigger, worst: 2_000 });
    await notify();
    expect(received.at(-1)?.identities).toEqual(["down", "slow"]);
  });
});

it("a notification has 1,000 entries at most", async () => {
  const identities = Array.from({ length: 2_001 }, (_, place) => `identity-${place}`);
  await postNotifications({ url, serviceKey: KEY }, identities, new AbortController().signal);
  expect(received.map((one) => one.identities.length)).toEqual([1_000, 1_000, 1]);
  expect(received.flatMap((one) => one.identities)).toEqual(identities);
});
