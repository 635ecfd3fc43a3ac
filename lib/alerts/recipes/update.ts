import type { Prisma } from "#prisma/client/client.ts";
import { type Actor, channelScope } from "../../channels/access.ts";
import { writeAudit } from "../../members/audit.ts";
import { checkAddresses } from "../destinations/check-addresses.ts";
import type { RecipeInput } from "../recipe.ts";
import { recoverMinutesOf } from "../usual-minutes.ts";
import type { RecipeView } from "../views.ts";
import { columnsOf } from "./columns.ts";
import type { RecipeDeps, RecipeWriter } from "./deps.ts";
import { findRecipe } from "./find.ts";
import { lockRecipes } from "./lock.ts";
import { refuseTakenName } from "./names.ts";
import type { RecipePatch } from "./patch.ts";
import { type RecipeRow, recipeView, scheduleOf, triggerOf } from "./row.ts";
import { isSame } from "./same.ts";
import { ensureActions, type WrittenAction, writeActions } from "./write-actions.ts";

interface UpdatedRecipe {
  recipe: RecipeView;
  /** Those that the change named; none when it named no actions. */
  actions: WrittenAction[];
  /** Names of what differs from before. */
  changed: string[];
}

/**
 * Changes an alert Recipe; needs `alerts:write`. Its revision rises when what is judged changes, and with it the
 * evaluator starts anew. Throws as `createRecipe`, and `not_found`.
 */
export async function updateRecipe(
  deps: RecipeDeps,
  actor: Actor,
  channel: string,
  id: string,
  patch: RecipePatch,
): Promise<UpdatedRecipe> {
  channelScope(actor, "alerts:write", channel);
  const destinations = await checkAddresses(deps.destinations, patch.actions ?? []);
  return deps.database.$transaction(async (tx) => {
    await lockRecipes(tx, channel);
    const row = await findRecipe(tx, channel, id);
    const { actions, changed } = await changeRecipe(
      tx,
      { ...deps, destinations },
      actor,
      channel,
      row,
      patch,
    );
    return { recipe: recipeView(await findRecipe(tx, channel, id), deps.clock.now()), actions, changed };
  });
}

/** The same within a transaction that holds the Channel's Recipes already. */
export async function changeRecipe(
  tx: Prisma.TransactionClient,
  deps: RecipeWriter,
  actor: Actor,
  channel: string,
  row: RecipeRow,
  patch: RecipePatch,
): Promise<{ actions: WrittenAction[]; changed: string[] }> {
  const before = inputOf(row);
  const after = { ...before, ...defined(patch) };
  const recoverMinutes = recoverAfter(before, after, patch);
  if (after.name !== before.name) await refuseTakenName(tx, channel, after.name, row.id);
  const actions =
    patch.actions === undefined ? [] : await ensureActions(tx, { deps, actor, channel }, patch.actions);
  const told = row.actions.map(({ destinationId, failoverDestinationId }) => [
    destinationId,
    failoverDestinationId,
  ]);
  const sameActions =
    patch.actions === undefined ||
    isSame(
      told,
      actions.map(({ id, failover }) => [id, failover?.id ?? null]),
    );
  const changed = [
    ...(["name", "trigger", "enabled", "remind_every_minutes", "muted_until", "schedule"] as const).filter(
      (field) => !isSame(before[field], after[field]),
    ),
    ...(recoverMinutes === before.recover_minutes ? [] : ["recover_minutes"]),
    ...(sameActions ? [] : ["actions"]),
  ];
  if (changed.length === 0) return { actions, changed };
  const judged = changed.some((field) => ["trigger", "recover_minutes", "enabled"].includes(field));
  const now = new Date(deps.clock.now());
  await tx.alertRecipe.update({
    where: { id: row.id },
    data: {
      ...columnsOf(after, recoverMinutes),
      updatedAt: now,
      ...(judged ? { revision: { increment: 1 } } : {}),
    },
  });
  if (!sameActions) await writeActions(tx, row.id, actions);
  await writeAudit(tx, now.getTime(), actor, {
    action: auditAction(changed, after),
    channel,
    subject: after.name,
    detail: { id: row.id, changed },
  });
  return { actions, changed };
}

type Fields = Omit<RecipeInput, "actions" | "recover_minutes"> & { recover_minutes: number };

/** A Recipe without its actions, as it would be given. */
function inputOf(row: RecipeRow): Fields {
  return {
    name: row.name,
    trigger: triggerOf(row),
    enabled: row.enabled,
    muted_until: row.mutedUntil?.toISOString() ?? null,
    schedule: scheduleOf(row),
    remind_every_minutes: row.remindMinutes,
    recover_minutes: row.recoverMinutes,
  };
}

function defined({ actions: _, recover_minutes: __, muted_until, ...patch }: RecipePatch): Partial<Fields> {
  const entries = Object.entries(patch).filter(([, value]) => value !== undefined);
  const muted =
    muted_until === undefined || muted_until === null ? muted_until : new Date(muted_until).toISOString();
  return { ...Object.fromEntries(entries), ...(muted === undefined ? {} : { muted_until: muted }) };
}

/** What was only the usual for the old trigger becomes the usual for the new one. */
function recoverAfter(before: Fields, after: Fields, { recover_minutes: asked }: RecipePatch): number {
  if (asked !== undefined) return asked;
  const wasUsual = before.recover_minutes === recoverMinutesOf({ trigger: before.trigger });
  return wasUsual ? recoverMinutesOf({ trigger: after.trigger }) : before.recover_minutes;
}

function auditAction(changed: readonly string[], after: Fields): string {
  if (changed.length > 1) return "alert_recipe.update";
  if (changed[0] === "enabled") return after.enabled ? "alert_recipe.enable" : "alert_recipe.disable";
  if (changed[0] === "muted_until")
    return after.muted_until === null ? "alert_recipe.unmute" : "alert_recipe.mute";
  return "alert_recipe.update";
}
