import { type Actor, requireStaff } from "../../channels/access.ts";
import type { Database } from "../../database/client.ts";
import { AppError } from "../../errors.ts";
import type { DestinationInput, DestinationType } from "../action.ts";
import { checkAddresses, type DestinationDeps } from "../destinations/check-addresses.ts";
import { ensureDestination } from "../destinations/ensure.ts";
import { ensurePlatformRecipes } from "./default-recipes.ts";

/**
 * Has all of the installation's own Recipes tell this address, too; needs `platform-alerts:write`. `secret` is a
 * webhook's, shown this once. Throws `bad_request` for an address that we do not call, `conflict` for a known one.
 */
export async function addPlatformDestination(
  { database, destinations }: { database: Database; destinations: DestinationDeps },
  actor: Actor,
  input: DestinationInput,
): Promise<{ id: string; type: DestinationType; secret: string | null; confirmed: boolean }> {
  requireStaff(actor, "platform-alerts:write");
  const writer = await checkAddresses(destinations, [input]);
  return database.$transaction(async (tx) => {
    // One after the other: no unique key keeps the installation's destinations apart.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('platform destinations', 0))`;
    await ensurePlatformRecipes(tx, destinations.clock.now());
    const before = await tx.destination.findMany({
      where: { channelSlug: null, removedAt: null },
      select: { id: true },
    });
    const made = await ensureDestination(tx, writer, actor, null, input);
    if (before.some(({ id }) => id === made.id)) {
      throw new AppError("conflict", "Platform alerts go to this address already.");
    }
    const recipes = await tx.alertRecipe.findMany({ where: { channelSlug: null }, select: { id: true } });
    await tx.alertAction.createMany({
      data: recipes.map(({ id }) => ({ recipeId: id, position: before.length, destinationId: made.id })),
    });
    const { confirmedAt } = await tx.destination.findUniqueOrThrow({ where: { id: made.id } });
    return { ...made, confirmed: confirmedAt !== null };
  });
}
