import type { DestinationDeps } from "#lib/alerts/destinations/check-addresses.ts";
import type { Clock } from "#lib/clock.ts";
import type { Database } from "#lib/database/client.ts";
import { makePopulation } from "./population.ts";
import { seedChannels } from "./seed/channels.ts";
import { seedPeople } from "./seed/people.ts";
import { allBefore, writePlatform } from "./seed/platform.ts";
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
export async function seedDemo({ database, clock, pseudonymOf, destinations }: SeedDeps): Promise<void> {
  if ((await readState(database, "seed")) !== null) return;
  const at = clock.now();
  const population = makePopulation(at);
  await database.$transaction(async (writer) => {
    await seedChannels(writer);
    await seedPeople(writer, { clock, destinations });
    await writePlatform(writer, population, { span: allBefore(at), pseudonymOf });
    await writeState(writer, "seed", { at });
  }, TRANSACTION);
}
