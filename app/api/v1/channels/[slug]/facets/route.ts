import { facets } from "#lib/events/facets.ts";
import { queryParam, rangeOf, rangeParams, slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  { params: { slug: slugParam }, query: { ...rangeParams, q: queryParam } },
  async ({ server, viewer, params, query }) => {
    const search = { query: query.q, range: rangeOf(query, server) };
    return { data: await facets(server, viewer, params.slug, search) };
  },
);
