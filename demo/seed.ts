import type { DestinationDeps } from "#lib/alerts/destinations/check-addresses.ts";
import type { Clock } from "#lib/clock.ts";
import type { Database } from "#lib/database/client.ts";
import type { Population } from "./population.ts";
import { seedChannels } from "./seed/channels.ts";
import { seedPeople } from "./seed/people.ts";
import { seedPlatform } from "./seed/platform.ts";
import { readState, writeState } from "./state.ts";

export interface SeedDeps {
  database: Database;
  clock: Clock;
  pseudonymOf(userId: string): string;
  destinations: DestinationDeps;
}

const TRANSACTION = { timeout: 120_000, maxWait: 30_000 };

/**
 * Registers the demo, once: Partners, Channels, people, platform users and their Recipes. What exists under the same
 * name stays as it is, and what people remove later stays removed.
 */
export async function seedDemo(
  { database, clock, pseudonymOf, destinations }: SeedDeps,
  population: Population,
): Promise<void> {
  if ((await readState(database, "seed")) !== null) return;
  await database.$transaction(async (writer) => {
    await seedChannels(writer);
    await seedPeople(writer, { clock, destinations });
    await seedPlatform(writer, population, { now: clock.now(), pseudonymOf });
    await writeState(writer, "seed", { at: clock.now() });
  }, TRANSACTION);
}
