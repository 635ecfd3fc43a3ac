import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase, type Database } from "#lib/database/client.ts";
import type { InteractionEventInput } from "#lib/interactions/event.ts";
import type { StreamMessage } from "#lib/stores/event-stream/port.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { fakeClock } from "#lib/testing/fake-clock.ts";
import { isEnabledAt } from "../population/types.ts";
import { makePopulation } from "../population.ts";
import { createRandom } from "../random.ts";
import { seedDemo } from "../seed.ts";
import { readState, startOf } from "../state.ts";
import { Life } from "./live.ts";

const HOUR = 3_600_000;
const clock = fakeClock("2026-03-02T10:00:00Z");
const pseudonymOf = (id: string) => `u_${id}`;

describe("the demo's people, once it runs", () => {
  let test: TestDatabase;
  let database: Database;
  let anchor: number;
  let told: InteractionEventInput[] = [];
  let broken = false;
  const stream = {
    async append(topic: string, messages: StreamMessage[]) {
      expect(topic).toBe("interactions");
      told.push(...messages.map(({ value }) => JSON.parse(String(value))));
      if (broken) throw new Error("killed before it was written down");
    },
  };
  const life = () => new Life({ database, stream, clock, pseudonymOf, retentionMs: 30 * 24 * HOUR }, anchor);

  beforeAll(async () => {
    test = await createTestDatabase();
    database = createDatabase(test.url);
    const destinations = { clock, encryptionKey: "a key of the test's own", allowPrivate: true };
    await seedDemo({ database, clock, pseudonymOf, destinations });
    anchor = await startOf(database);
  });
  afterAll(async () => {
    await database.$disconnect();
    await test.drop();
  });

  /** What the database says is what the people did. */
  async function expectAgreement(): Promise<void> {
    const now = clock.now();
    const { users, recipes, connections } = makePopulation(anchor, now);
    const present = recipes.filter(
      ({ changes }) => !changes.some((it) => it.state === "deleted" && it.at < now),
    );
    const stored = await database.recipe.findMany({
      select: { id: true, enabled: true },
      orderBy: { id: "asc" },
    });
    const expected = present.map((recipe) => ({ id: recipe.id, enabled: isEnabledAt(recipe, now - 1) }));
    expect(stored).toEqual(expected.sort((left, right) => (left.id < right.id ? -1 : 1)));
    expect(await database.platformUser.count()).toBe(users.length);
    expect(await database.connection.count()).toBe(connections.length);
    const ended = connections.filter(({ to }) => to !== null && to < now).length;
    expect(await database.connection.count({ where: { until: { not: null } } })).toBe(ended);
  }

  it("begin as the seed left them", expectAgreement);

  it("are told as time goes by, and the database follows", async () => {
    clock.advance(6 * HOUR);
    await life().liveOn();
    expect(new Set(told.map(({ type }) => type)).size).toBeGreaterThan(5);
    for (const { user_id, timestamp } of told) {
      expect(user_id).toMatch(/^u_/);
      expect(Date.parse(timestamp)).toBeGreaterThanOrEqual(anchor);
      expect(Date.parse(timestamp)).toBeLessThan(clock.now());
    }
    await expectAgreement();
  });

  it("are told again with the same words when they were told and not written down", async () => {
    told = [];
    clock.advance(HOUR);
    broken = true;
    await expect(life().liveOn()).rejects.toThrow("killed");
    broken = false;
    const first = told;
    told = [];
    await life().liveOn();
    expect(told).toEqual(first);
    expect(told.length).toBeGreaterThan(10);
    await expectAgreement();
  });

  it("are caught up with after some days in which nobody ran the demo", async () => {
    told = [];
    clock.advance(5 * 24 * HOUR);
    await life().liveOn();
    expect(new Set(told.map(({ timestamp }) => timestamp.slice(0, 10))).size).toBe(6);
    expect(await readState(database, "life")).toEqual({ until: clock.now() });
    await expectAgreement();
  });

  it("run only Recipes that are on, also those that were made since", async () => {
    const ids = new Set<string>();
    let chance = 0;
    const random = { ...createRandom("any"), next: () => (chance = (chance + 0.000_37) % 1) };
    for (const source of life().sources())
      for (let n = 0; n < 4_000; n += 1) ids.add(source.pickRecipe(random).id);
    const rows = await database.recipe.findMany({ where: { id: { in: [...ids] } } });
    expect(rows).toHaveLength(ids.size);
    expect(rows.every(({ enabled }) => enabled)).toBe(true);
    expect(rows.some(({ createdAt }) => createdAt.getTime() > anchor)).toBe(true);
  });

  it("stay away once they were removed", async () => {
    const left = await database.platformUser.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
    await database.platformUser.delete({ where: { id: left.id } });
    clock.advance(2 * 24 * HOUR);
    await life().liveOn();
    expect(await database.recipe.count({ where: { userId: left.id } })).toBe(0);
  });
});
