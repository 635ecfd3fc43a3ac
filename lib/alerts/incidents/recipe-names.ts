import { channelScope, type Viewer } from "../../channels/access.ts";
import type { Database } from "../../database/client.ts";

/** The alert Recipes of a Channel to choose from, by name; needs `alerts:read`. */
export async function recipeNames(
  database: Pick<Database, "alertRecipe">,
  viewer: Viewer,
  channel: string,
): Promise<{ id: string; name: string }[]> {
  channelScope(viewer, "alerts:read", channel);
  return database.alertRecipe.findMany({
    where: { channelSlug: channel, origin: "person" },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
  });
}
