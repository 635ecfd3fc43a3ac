import type { Prisma } from "#prisma/client/client.ts";
import { type Actor, channelScope } from "../../../channels/access.ts";
import { AppError } from "../../../errors.ts";
import type { ActionInput, ActionTarget } from "../../action.ts";
import { checkAddresses } from "../../destinations/check-addresses.ts";
import { recoverMinutesOf } from "../../usual-minutes.ts";
import { conditionInWords } from "../condition.ts";
import { insertRecipe } from "../create.ts";
import type { RecipeDeps, RecipeWriter } from "../deps.ts";
import { lockRecipes } from "../lock.ts";
import { deleteRecipe } from "../remove.ts";
import { RECIPE_PARTS, triggerOf } from "../row.ts";
import { changeRecipe } from "../update.ts";
import type { WrittenAction } from "../write-actions.ts";
import type { FileAction, FileRecipe, FileTarget, RecipeFile } from "./schema.ts";

/** What an import does to one Recipe. `kept`: the Channel has it, and the file does not. */
interface RecipeChange {
  name: string;
  change: "created" | "changed" | "unchanged" | "removed" | "kept";
  /** What differs, for `changed`. */
  fields: string[];
  /** Its condition in words, as it will be. */
  condition: string;
}

export interface ImportResult {
  changes: RecipeChange[];
  /** Signing secrets of webhooks that were made just now, shown this once. */
  secrets: { recipe: string; destination: string; secret: string }[];
}

interface ImportOptions {
  /** Answers what would be, and leaves everything as it is. */
  dryRun: boolean;
  /** Removes the Channel's Recipes that the file does not have. */
  prune: boolean;
}

/** Ends a transaction without its changes; what it would have done comes along. */
class DryRun extends Error {
  readonly result: ImportResult;

  constructor(result: ImportResult) {
    super("a dry run leaves no change");
    this.result = result;
  }
}

/** A file of 100 Recipes takes thousands of statements, each the way to the database and back. */
const LONGEST_MS = 60_000;

/**
 * Brings a Channel's alert Recipes to what a file says, matched by name, as a whole or not at all; needs
 * `alerts:write`. A dry run does the same and takes it back, so that it finds the same mistakes.
 */
export async function importRecipes(
  deps: RecipeDeps,
  actor: Actor,
  channel: string,
  file: RecipeFile,
  { dryRun, prune }: ImportOptions,
): Promise<ImportResult> {
  channelScope(actor, "alerts:write", channel);
  const actions = file.recipes.flatMap((recipe) => recipe.actions);
  const destinations = await checkAddresses(deps.destinations, actions);
  try {
    return await deps.database.$transaction(
      async (tx) => {
        await lockRecipes(tx, channel);
        const result = await apply(tx, { ...deps, destinations }, actor, channel, file, prune);
        if (dryRun) throw new DryRun({ ...result, secrets: [] });
        return result;
      },
      { timeout: LONGEST_MS },
    );
  } catch (error) {
    if (error instanceof DryRun) return error.result;
    throw error;
  }
}

async function apply(
  tx: Prisma.TransactionClient,
  deps: RecipeWriter,
  actor: Actor,
  channel: string,
  file: RecipeFile,
  prune: boolean,
): Promise<ImportResult> {
  const rows = await tx.alertRecipe.findMany({
    where: { channelSlug: channel, origin: "person" },
    include: RECIPE_PARTS,
  });
  const wanted = new Set(file.recipes.map(({ name }) => name));
  const result: ImportResult = { changes: [], secrets: [] };
  for (const row of rows.filter(({ name }) => !wanted.has(name))) {
    if (prune) await deleteRecipe(tx, deps.clock.now(), actor, channel, row);
    const condition = conditionInWords(triggerOf(row));
    result.changes.push({ name: row.name, change: prune ? "removed" : "kept", fields: [], condition });
  }
  const names = await destinationNames(tx, channel);
  for (const [place, recipe] of file.recipes.entries()) {
    const input = { ...recipe, actions: resolve(recipe, names, `recipes.${place}`) };
    const row = rows.find(({ name }) => name === recipe.name);
    const { actions, change, fields } = await within(`recipes.${place}`, async () => {
      if (row === undefined) {
        const made = await insertRecipe(tx, deps, actor, channel, { ...input, muted_until: null });
        return { actions: made.actions, change: "created" as const, fields: [] };
      }
      const patch = { ...input, recover_minutes: recoverMinutesOf(input) };
      const { actions, changed } = await changeRecipe(tx, deps, actor, channel, row, patch);
      return {
        actions,
        change: changed.length > 0 ? ("changed" as const) : ("unchanged" as const),
        fields: changed,
      };
    });
    result.changes.push({ name: recipe.name, change, fields, condition: conditionInWords(recipe.trigger) });
    result.secrets.push(...secretsOf(recipe.name, actions));
  }
  return result;
}

function secretsOf(recipe: string, actions: readonly WrittenAction[]): ImportResult["secrets"] {
  return actions
    .flatMap(({ failover, ...action }) => (failover === null ? [action] : [action, failover]))
    .flatMap(({ id, secret }) => (secret === null ? [] : [{ recipe, destination: id, secret }]));
}

/** Refusals name the field within the file. */
async function within<T>(path: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const field = error.field === undefined ? path : `${path}.${error.field}`;
    throw new AppError(error.code, error.message, { field, cause: error });
  }
}

async function destinationNames(
  tx: Prisma.TransactionClient,
  channel: string,
): Promise<Map<string, string[]>> {
  const rows = await tx.destination.findMany({
    where: { channelSlug: channel, removedAt: null },
    select: { id: true, name: true },
  });
  const ids = new Map<string, string[]>();
  for (const { id, name } of rows) ids.set(name, [...(ids.get(name) ?? []), id]);
  return ids;
}

function resolve(recipe: FileRecipe, names: Map<string, string[]>, path: string): ActionInput[] {
  return recipe.actions.map((action: FileAction, place) => {
    const at = `${path}.actions.${place}`;
    const { failover, ...target } = action;
    const first = resolveTarget(target, names, at);
    return failover === undefined
      ? first
      : { ...first, failover: resolveTarget(failover, names, `${at}.failover`) };
  });
}

function resolveTarget(target: FileTarget, names: Map<string, string[]>, path: string): ActionTarget {
  if (target.type !== "named") return target;
  const [id, ...more] = names.get(target.destination) ?? [];
  const field = `${path}.destination`;
  if (id === undefined) {
    const message = `This Channel has no destination named ${target.destination}. Give its type and address instead.`;
    throw new AppError("bad_request", message, { field });
  }
  if (more.length > 0) {
    const message = `Several destinations are named ${target.destination}. Give its id, or rename one.`;
    throw new AppError("bad_request", message, { field });
  }
  return { type: "destination", id };
}
