import { recipeInput } from "#lib/alerts/recipe.ts";
import { createRecipe } from "#lib/alerts/recipes/create.ts";
import { listRecipes } from "#lib/alerts/recipes/list.ts";
import { recipeToApi } from "#lib/http/api/alerts.ts";
import { slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({ params: { slug: slugParam } }, async ({ server, viewer, params }) => ({
  data: (await listRecipes(server, viewer, params.slug)).map((recipe) => recipeToApi(recipe)),
  next_cursor: null,
}));

export const POST = route(
  { params: { slug: slugParam }, body: recipeInput },
  async ({ server, viewer, params, body }) => {
    const { recipe, actions, warnings } = await createRecipe(server, viewer, params.slug, body);
    return Response.json({ data: recipeToApi(recipe, actions), warnings }, { status: 201 });
  },
);
