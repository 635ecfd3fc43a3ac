import { usageToApi } from "#lib/http/api/usage.ts";
import { usageRangeParam } from "#lib/http/api/usage-schemas.ts";
import { slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";
import { readUsage } from "#lib/usage/read-usage.ts";

export const GET = route(
  { params: { slug: slugParam }, query: { range: usageRangeParam } },
  async ({ server, viewer, params, query }) => ({
    data: usageToApi(await readUsage(server, viewer, params.slug, query.range)),
  }),
);
