import type { Prisma } from "#prisma/client/client.ts";
import type { Actor } from "../../channels/access.ts";
import { AppError } from "../../errors.ts";
import type { ActionInput, ActionTarget } from "../action.ts";
import { type EnsuredDestination, ensureDestination } from "../destinations/ensure.ts";
import type { RecipeWriter } from "./deps.ts";

/** A destination of a Recipe that was just written. */
export interface WrittenAction extends EnsuredDestination {
  failover: EnsuredDestination | null;
}

type Place = { deps: Pick<RecipeWriter, "destinations">; actor: Actor; channel: string };

/** Finds or makes the destinations of actions. Refusals name the field within the Recipe: `actions.0.url`. */
export async function ensureActions(
  tx: Prisma.TransactionClient,
  place: Place,
  actions: readonly ActionInput[],
): Promise<WrittenAction[]> {
  const written: WrittenAction[] = [];
  for (const [position, { failover, ...target }] of actions.entries()) {
    const path = `actions.${position}`;
    const made = await ensureAt(tx, place, target, path);
    if (written.some(({ id }) => id === made.id)) {
      throw new AppError("bad_request", "This destination is named twice.", { field: path });
    }
    const second = failover === undefined ? null : await ensureAt(tx, place, failover, `${path}.failover`);
    if (second?.id === made.id) {
      throw new AppError("bad_request", "A destination cannot stand in for itself.", {
        field: `${path}.failover`,
      });
    }
    written.push({ ...made, failover: second });
  }
  return written;
}

async function ensureAt(
  tx: Prisma.TransactionClient,
  { deps, actor, channel }: Place,
  target: ActionTarget,
  path: string,
) {
  try {
    return await ensureDestination(tx, deps.destinations, actor, channel, target);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const field = error.field === undefined ? path : `${path}.${error.field}`;
    const code = error.code === "not_found" ? "bad_request" : error.code;
    throw new AppError(code, error.message, { field, cause: error });
  }
}

/** Puts these in the place of a Recipe's actions. */
export async function writeActions(
  tx: Prisma.TransactionClient,
  recipeId: string,
  actions: readonly WrittenAction[],
): Promise<void> {
  await tx.alertAction.deleteMany({ where: { recipeId } });
  await tx.alertAction.createMany({
    data: actions.map(({ id, failover }, position) => ({
      recipeId,
      position,
      destinationId: id,
      failoverDestinationId: failover?.id ?? null,
    })),
  });
}
