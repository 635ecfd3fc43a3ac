import { muteInput, muteRecipe } from "#lib/alerts/recipes/mute.ts";
import { recipeToApi } from "#lib/http/api/alerts.ts";
import { recipeIdParam, slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  { params: { slug: slugParam, id: recipeIdParam }, body: muteInput },
  async ({ server, viewer, params, body }) => ({
    data: recipeToApi(await muteRecipe(server, viewer, params.slug, params.id, body)),
  }),
);
