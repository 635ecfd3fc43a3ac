import { exportRecipes } from "#lib/alerts/recipes/yaml/export.ts";
import { importRecipes } from "#lib/alerts/recipes/yaml/import.ts";
import { readYaml } from "#lib/alerts/recipes/yaml/read.ts";
import { recipeFile } from "#lib/alerts/recipes/yaml/schema.ts";
import { flagParam, slugParam } from "#lib/http/parameters.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";

const params = { slug: slugParam };

export const GET = route({ params }, async ({ server, viewer, params: { slug } }) => {
  const headers = {
    "content-type": "application/yaml; charset=utf-8",
    "content-disposition": `attachment; filename="${slug}-alert-recipes.yaml"`,
  };
  return new Response(await exportRecipes(server, viewer, slug), { headers });
});

export const PUT = route(
  { params, query: { dry_run: flagParam, prune: flagParam }, body: "raw" },
  async ({ server, viewer, params: { slug }, query: { dry_run, prune }, request }) => {
    const file = parseInput(recipeFile, readYaml(await request.text()), "body");
    const result = await importRecipes(server, viewer, slug, file, { dryRun: dry_run, prune });
    return { data: { dry_run, ...result } };
  },
);
