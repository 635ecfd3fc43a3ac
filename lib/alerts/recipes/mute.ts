import { z } from "zod";
import type { Actor } from "../../channels/access.ts";
import { AppError } from "../../errors.ts";
import type { RecipeView } from "../views.ts";
import type { RecipeDeps } from "./deps.ts";
import { updateRecipe } from "./update.ts";

const LONGEST_MS = 365 * 24 * 60 * 60_000;

export const muteInput = z.strictObject({
  until: z.iso
    .datetime({ offset: true, error: "must be an instant in ISO 8601 with its zone" })
    .nullable()
    .describe("null: no longer muted"),
});

/**
 * Keeps a Recipe quiet until an instant: it is judged and its incidents are recorded, and nobody is told. Needs
 * `alerts:write`; throws `bad_request` on `until` for the past, or for more than a year.
 */
export async function muteRecipe(
  deps: RecipeDeps,
  actor: Actor,
  channel: string,
  id: string,
  { until }: z.output<typeof muteInput>,
): Promise<RecipeView> {
  if (until !== null) {
    const ahead = Date.parse(until) - deps.clock.now();
    if (ahead <= 0) throw new AppError("bad_request", "`until` must be in the future.", { field: "until" });
    if (ahead > LONGEST_MS)
      throw new AppError("bad_request", "`until` can be a year ahead at most.", { field: "until" });
  }
  const { recipe } = await updateRecipe(deps, actor, channel, id, { muted_until: until });
  return recipe;
}
