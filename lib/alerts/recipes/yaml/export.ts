import type { Viewer } from "../../../channels/access.ts";
import type { MemberDeps } from "../../../members/deps.ts";
import { listRecipes } from "../list.ts";
import { writeYaml } from "./write.ts";

/** All of a Channel's alert Recipes as a file; needs `alerts:read`. */
export async function exportRecipes(deps: MemberDeps, viewer: Viewer, channel: string): Promise<string> {
  const recipes = await listRecipes(deps, viewer, channel);
  const destinations = await deps.database.destination.findMany({
    where: { channelSlug: channel, removedAt: null },
    select: { id: true, name: true },
  });
  return writeYaml(channel, recipes, destinations);
}
