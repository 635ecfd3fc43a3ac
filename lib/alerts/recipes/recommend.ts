import type { Prisma } from "#prisma/client/client.ts";
import type { Person } from "../../channels/access.ts";
import { ensureDestination } from "../destinations/ensure.ts";
import { recipeInput } from "../recipe.ts";
import { insertRecipe, RECOMMENDED } from "./create.ts";
import type { RecipeDeps } from "./deps.ts";
import { lockRecipes } from "./lock.ts";

/**
 * Gives a Channel its first alert Recipe when its first owner joins: an email to the address that they sign in with,
 * which counts as confirmed. Does nothing for a Channel that had one: what its owners removed stays removed. Pass the
 * transaction in which they join.
 */
export async function recommendFirst(
  tx: Prisma.TransactionClient,
  deps: Omit<RecipeDeps, "database">,
  channel: string,
  owner: Person,
): Promise<void> {
  await lockRecipes(tx, channel);
  const had = await tx.auditEntry.count({ where: { channelSlug: channel, action: RECOMMENDED } });
  if (had > 0 || (await tx.alertRecipe.count({ where: { channelSlug: channel, origin: "person" } })) > 0)
    return;
  const address = { type: "email" as const, to: owner.email };
  const { id } = await ensureDestination(tx, deps.destinations, owner, channel, address);
  await tx.destination.updateMany({
    where: { id, confirmedAt: null },
    data: { confirmedAt: new Date(deps.clock.now()), confirmHash: null },
  });
  const recipe = recipeInput.parse({
    name: "API errors",
    trigger: { type: "error_rate_above", percent: 5, window_minutes: 5, minimum_requests: 20 },
    actions: [{ type: "destination", id }],
  });
  await insertRecipe(tx, deps, owner, channel, recipe, { recommended: true });
}
