import type { Prisma } from "#prisma/client/client.ts";
import type { Person } from "../../channels/access.ts";
import { ensureDestination, needsConfirmation } from "../destinations/ensure.ts";
import { recipeInput } from "../recipe.ts";
import { insertRecipe, RECOMMENDED } from "./create.ts";
import type { RecipeDeps, RecipeWriter } from "./deps.ts";
import { lockRecipes } from "./lock.ts";

/**
 * Gives a Channel its first alert Recipe when its first owner joins: an email to the address that they sign in with,
 * which counts as confirmed if it is proven theirs. Does nothing for a Channel that had one: what its owners removed stays removed. Pass the
 * transaction in which they join.
 */
export async function recommendFirst(
  tx: Prisma.TransactionClient,
  { clock, destinations: { encryptionKey } }: Pick<RecipeDeps, "clock" | "destinations">,
  channel: string,
  owner: Person,
): Promise<void> {
  await lockRecipes(tx, channel);
  const had = await tx.auditEntry.count({ where: { channelSlug: channel, action: RECOMMENDED } });
  if (had > 0 || (await tx.alertRecipe.count({ where: { channelSlug: channel, origin: "person" } })) > 0)
    return;
  // A mail needs no look-up, which would not be allowed here.
  const writer: RecipeWriter = { clock, destinations: { clock, encryptionKey, checked: new Map() } };
  const address = { type: "email" as const, to: owner.email };
  const { id } = await ensureDestination(tx, writer.destinations, owner, channel, address);
  if (!(await needsConfirmation(tx, channel, address))) {
    await tx.destination.updateMany({
      where: { id, confirmedAt: null },
      data: { confirmedAt: new Date(clock.now()), confirmHash: null },
    });
  }
  const recipe = recipeInput.parse({
    name: "API errors",
    trigger: { type: "error_rate_above", percent: 5, window_minutes: 5, minimum_requests: 20 },
    actions: [{ type: "destination", id }],
  });
  await insertRecipe(tx, writer, owner, channel, recipe, { recommended: true });
}
