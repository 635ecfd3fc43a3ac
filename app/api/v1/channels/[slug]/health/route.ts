import { healthView } from "#lib/events/health-view.ts";
import { healthToApi } from "#lib/http/api/health.ts";
import { rangeOf, rangeParams, slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  { params: { slug: slugParam }, query: rangeParams },
  async ({ server, viewer, params, query }) => ({
    data: healthToApi(await healthView(server, viewer, params.slug, rangeOf(query, server))),
  }),
);
