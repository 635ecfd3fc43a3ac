import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createDatabase, type Database } from "#lib/database/client.ts";
import { createLog } from "#lib/log.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { fakeClock } from "#lib/testing/fake-clock.ts";
import { seedIncident } from "#lib/testing/incidents.ts";
import { iftttRole } from "./ifttt-role.ts";
import type { RoleDeps } from "./role.ts";
import { runTasks } from "./runtime.ts";

let test: TestDatabase;
let database: Database;
const clock = fakeClock("2026-03-02T10:00:00Z");
const received: string[] = [];
const engine = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  received.push(Buffer.concat(chunks).toString("utf8"));
  // The first time it is not well.
  response.writeHead(received.length === 1 ? 503 : 200).end();
});

beforeAll(async () => {
  test = await createTestDatabase();
  database = createDatabase(test.url);
  await new Promise<void>((resolve) => engine.listen(0, "127.0.0.1", resolve));
  const partner = await database.partner.create({ data: { name: "Acme" } });
  await database.channel.create({ data: { slug: "alpha", name: "Alpha", partnerId: partner.id } });
  await database.person.create({
    data: {
      email: "owner@acme.example",
      memberships: { create: { channelSlug: "alpha", role: "owner" } },
      iftttConnections: {
        create: {
          clientId: "engine",
          redirectUri: "https://engine.example",
          codeHash: "code",
          codeExpiresAt: new Date(clock.now()),
          approvedAt: new Date(clock.now()),
        },
      },
    },
  });
  const { id: connectionId, personId } = await database.iftttConnection.findFirstOrThrow();
  const { id: recipeId } = await database.alertRecipe.create({
    data: { channelSlug: "alpha", name: "measures", trigger: {}, recoverMinutes: 5, origin: "ifttt" },
  });
  const now = new Date(clock.now());
  await database.iftttTrigger.create({
    data: {
      personId,
      connectionId,
      recipeId,
      identity: "identity-1",
      trigger: "api_down",
      fields: { channel: "alpha", endpoint: null },
      channelSlug: "alpha",
      createdAt: now,
      polledAt: now,
    },
  });
});
afterAll(async () => {
  await new Promise((resolve) => engine.close(resolve));
  await database.$disconnect();
  await test.drop();
});

it("tells the engine of a transition by itself, again where it was not well, and drains when stopped", async () => {
  const log = createLog("test", "silent");
  const deps: Pick<RoleDeps, "database" | "clock" | "log"> = { database, clock, log };
  const url = `http://127.0.0.1:${(engine.address() as AddressInfo).port}`;
  const tasks = iftttRole(deps, {
    databaseUrl: test.url,
    ifttt: { serviceKey: "a service key for tests only", client: null, realtimeUrl: url },
  });
  const stop = new AbortController();
  const done = runTasks(tasks, stop.signal, log);
  await seedIncident(database, {
    channel: "alpha",
    trigger: { type: "down" },
    startedAt: clock.now() - 60_000,
  });
  await vi.waitFor(() => expect(received).toHaveLength(2), { timeout: 20_000, interval: 50 });
  expect(received.map((body) => JSON.parse(body))).toEqual(
    Array(2).fill({ data: [{ trigger_identity: "identity-1" }] }),
  );
  await vi.waitFor(async () => expect(await database.iftttNotice.count()).toBe(1), {
    timeout: 20_000,
    interval: 50,
  });
  stop.abort();
  expect(await done).toBe(0);
});

it.each([null, { serviceKey: "a service key for tests only", client: null, realtimeUrl: null }])(
  "does nothing but wait where there is nobody to tell: %o",
  async (ifttt) => {
    const deps = { database, clock, log: createLog("test", "silent") };
    const stop = new AbortController();
    const done = runTasks(
      iftttRole(deps, { databaseUrl: "postgres://unused", ifttt }),
      stop.signal,
      deps.log,
    );
    stop.abort();
    expect(await done).toBe(0);
  },
);
