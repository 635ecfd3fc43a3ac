import { channelScope, type Viewer } from "../../channels/access.ts";
import type { MemberDeps } from "../../members/deps.ts";
import type { RecipeView } from "../views.ts";
import { findRecipe } from "./find.ts";
import { recipeView } from "./row.ts";

/** One of the Channel's alert Recipes; `not_found` for another's. Needs `alerts:read`. */
export async function getRecipe(
  { database, clock }: MemberDeps,
  viewer: Viewer,
  channel: string,
  id: string,
): Promise<RecipeView> {
  channelScope(viewer, "alerts:read", channel);
  return recipeView(await findRecipe(database, channel, id), clock.now());
}
