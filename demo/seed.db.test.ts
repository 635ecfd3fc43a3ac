import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase, type Database } from "#lib/database/client.ts";
import { pseudonymizer } from "#lib/events/pseudonym.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { fakeClock } from "#lib/testing/fake-clock.ts";
import { CATALOGUE } from "./catalogue.ts";
import type { DemoRecipe } from "./population/types.ts";
import { makePopulation } from "./population.ts";
import { seedDemo } from "./seed.ts";

const clock = fakeClock("2026-03-02T10:00:00Z");
const population = makePopulation(clock.now());
const isDeleted = ({ changes }: DemoRecipe) =>
  changes.some(({ at, state }) => state === "deleted" && at < clock.now());
const deps = (database: Database) => ({
  database,
  clock,
  pseudonymOf: pseudonymizer("a key of the test's own"),
  destinations: { clock, encryptionKey: "a key of the test's own", allowPrivate: true },
});

const counts = async (database: Database) => ({
  partners: await database.partner.count(),
  channels: await database.channel.count({ where: { demo: true } }),
  people: await database.person.count({ where: { demo: true } }),
  memberships: await database.membership.count(),
  users: await database.platformUser.count(),
  recipes: await database.recipe.count(),
  connections: await database.connection.count(),
});

describe("the demo's seed", () => {
  let test: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    test = await createTestDatabase();
    database = createDatabase(test.url);
  });
  afterAll(async () => {
    await database.$disconnect();
    await test.drop();
  });

  it("leaves nothing behind when it is interrupted", async () => {
    const interrupted = { ...deps(database), pseudonymOf: () => expect.unreachable() };
    await expect(seedDemo(interrupted)).rejects.toThrow();
    expect(await counts(database)).toMatchObject({ channels: 0, people: 0 });
  });

  it("registers the catalogue, its people and the platform's users within seconds", async () => {
    const started = performance.now();
    await seedDemo(deps(database));
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(await counts(database)).toMatchObject({
      channels: CATALOGUE.length,
      people: 5,
      memberships: 3,
      users: population.users.length,
      recipes: population.recipes.filter((recipe) => !isDeleted(recipe)).length,
    });
  });

  it("gives Channels with an owner a first alert Recipe to that owner", async () => {
    const recipes = await database.alertRecipe.findMany({
      include: { actions: { include: { destination: true } } },
      orderBy: { channelSlug: "asc" },
    });
    expect(recipes.map(({ channelSlug }) => channelSlug)).toEqual(["brightbulb", "plugpoint"]);
    for (const { recommended, actions } of recipes) {
      expect(recommended).toBe(true);
      expect(actions.map(({ destination }) => destination)).toMatchObject([
        { type: "email", confirmedAt: expect.any(Date) },
      ]);
    }
  });

  it("knows every user by the pseudonym that events carry", async () => {
    const user = await database.platformUser.findFirstOrThrow();
    expect(user.pseudonym).toBe(pseudonymizer("a key of the test's own")(user.id));
  });

  it("connects whoever has a Recipe to both of its Channels, before the Recipe was made", async () => {
    const recipe = await database.recipe.findFirstOrThrow({
      include: { triggerEndpoint: true, actionEndpoint: true },
    });
    for (const { channelSlug } of [recipe.triggerEndpoint, recipe.actionEndpoint]) {
      const connection = await database.connection.findFirstOrThrow({
        where: { userId: recipe.userId, channelSlug },
      });
      expect(connection.since.getTime()).toBeLessThanOrEqual(recipe.createdAt.getTime());
    }
  });

  it("changes nothing at the next start, and leaves removed what was removed", async () => {
    await database.membership.deleteMany({ where: { channelSlug: "plugpoint" } });
    const before = await counts(database);
    await seedDemo(deps(database));
    expect(await counts(database)).toEqual(before);
  });
});
