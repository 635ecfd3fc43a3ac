import { getRecipe } from "#lib/alerts/recipes/get.ts";
import { recipePatch } from "#lib/alerts/recipes/patch.ts";
import { removeRecipe } from "#lib/alerts/recipes/remove.ts";
import { updateRecipe } from "#lib/alerts/recipes/update.ts";
import { recipeToApi } from "#lib/http/api/alerts.ts";
import { recipeIdParam, slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";

const params = { slug: slugParam, id: recipeIdParam };

export const GET = route({ params }, async ({ server, viewer, params: { slug, id } }) => ({
  data: recipeToApi(await getRecipe(server, viewer, slug, id)),
}));

export const PATCH = route({ params, body: recipePatch }, async ({ server, viewer, params, body }) => {
  const { recipe, actions } = await updateRecipe(server, viewer, params.slug, params.id, body);
  return { data: recipeToApi(recipe, actions) };
});

export const DELETE = route({ params }, async ({ server, viewer, params: { slug, id } }) => {
  await removeRecipe(server, viewer, slug, id);
  return new Response(null, { status: 204 });
});
