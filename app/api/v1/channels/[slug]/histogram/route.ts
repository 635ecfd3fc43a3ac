import { histogram } from "#lib/events/histogram.ts";
import { histogramToApi } from "#lib/http/api/histogram.ts";
import { queryParam, rangeOf, rangeParams, slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  { params: { slug: slugParam }, query: { ...rangeParams, q: queryParam } },
  async ({ server, viewer, params, query }) => {
    const search = { query: query.q, range: rangeOf(query, server) };
    return { data: histogramToApi(await histogram(server, viewer, params.slug, search)) };
  },
);
