import type { Prisma } from "#prisma/client/client.ts";
import { type Actor, channelScope } from "../../channels/access.ts";
import { AppError } from "../../errors.ts";
import { writeAudit } from "../../members/audit.ts";
import { checkAddresses } from "../destinations/check-addresses.ts";
import type { RecipeInput } from "../recipe.ts";
import { recoverMinutesOf } from "../usual-minutes.ts";
import type { RecipeView } from "../views.ts";
import { columnsOf } from "./columns.ts";
import { conditionInWords } from "./condition.ts";
import type { RecipeDeps, RecipeWriter } from "./deps.ts";
import { findRecipe } from "./find.ts";
import { lockRecipes } from "./lock.ts";
import { refuseTakenName } from "./names.ts";
import { recipeView, triggerOf } from "./row.ts";
import { similarRecipes } from "./similar.ts";
import { ensureActions, type WrittenAction, writeActions } from "./write-actions.ts";

/** Of one Channel: more than anybody reads. */
const MOST_RECIPES = 100;

/** How the audit trail calls the Recipe that a Channel began with. */
export const RECOMMENDED = "alert_recipe.recommend";

interface WrittenRecipe {
  recipe: RecipeView;
  /** In the order of the Recipe's actions. */
  actions: WrittenAction[];
  /** What is doubtful about it, in words. */
  warnings: string[];
}

/**
 * Makes an alert Recipe and the destinations that it names; needs `alerts:write`. Throws `conflict` on `name` for a
 * taken one, `bad_request` with the field (`actions.0.url`) for an address that is refused.
 */
export async function createRecipe(
  deps: RecipeDeps,
  actor: Actor,
  channel: string,
  input: RecipeInput,
): Promise<WrittenRecipe> {
  channelScope(actor, "alerts:write", channel);
  const destinations = await checkAddresses(deps.destinations, input.actions);
  return deps.database.$transaction(async (tx) => {
    await lockRecipes(tx, channel);
    const rows = await tx.alertRecipe.findMany({ where: { channelSlug: channel, origin: "person" } });
    const others = rows.map((row) => ({ name: row.name, trigger: triggerOf(row) }));
    const warnings = similarRecipes(others, input.trigger);
    const { id, actions } = await insertRecipe(tx, { ...deps, destinations }, actor, channel, input);
    return { recipe: recipeView(await findRecipe(tx, channel, id), deps.clock.now()), actions, warnings };
  });
}

/** The same within a transaction that holds the Channel's Recipes already. */
export async function insertRecipe(
  tx: Prisma.TransactionClient,
  deps: RecipeWriter,
  actor: Actor,
  channel: string,
  input: RecipeInput,
  { recommended = false } = {},
): Promise<{ id: string; actions: WrittenAction[] }> {
  const now = new Date(deps.clock.now());
  if ((await tx.alertRecipe.count({ where: { channelSlug: channel, origin: "person" } })) >= MOST_RECIPES) {
    throw new AppError(
      "conflict",
      `This Channel has ${MOST_RECIPES} alert Recipes already. Remove one first.`,
    );
  }
  await refuseTakenName(tx, channel, input.name);
  const actions = await ensureActions(tx, { deps, actor, channel }, input.actions);
  const { id } = await tx.alertRecipe.create({
    data: {
      channelSlug: channel,
      ...columnsOf(input, recoverMinutesOf(input)),
      recommended,
      createdById: actor.type === "person" ? actor.id : null,
      createdAt: now,
      updatedAt: now,
      state: { create: { since: now } },
    },
    select: { id: true },
  });
  await writeActions(tx, id, actions);
  await writeAudit(tx, now.getTime(), actor, {
    action: recommended ? RECOMMENDED : "alert_recipe.create",
    channel,
    subject: input.name,
    detail: { id, condition: conditionInWords(input.trigger) },
  });
  return { id, actions };
}
