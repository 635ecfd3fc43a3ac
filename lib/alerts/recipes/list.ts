import { channelScope, type Viewer } from "../../channels/access.ts";
import { byName } from "../../channels/list-channels.ts";
import type { MemberDeps } from "../../members/deps.ts";
import type { RecipeView } from "../views.ts";
import { RECIPE_PARTS, recipeView } from "./row.ts";

/** A Channel's alert Recipes by name; needs `alerts:read`. */
export async function listRecipes(
  { database, clock }: MemberDeps,
  viewer: Viewer,
  channel: string,
): Promise<RecipeView[]> {
  channelScope(viewer, "alerts:read", channel);
  const rows = await database.alertRecipe.findMany({
    where: { channelSlug: channel, origin: "person" },
    include: RECIPE_PARTS,
  });
  const now = clock.now();
  return rows.map((row) => recipeView(row, now)).sort(byName);
}
