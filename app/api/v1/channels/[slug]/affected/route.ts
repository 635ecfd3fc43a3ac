import { affected } from "#lib/events/affected.ts";
import { rangeOf, rangeParams, slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  { params: { slug: slugParam }, query: rangeParams },
  async ({ server, viewer, params, query }) => ({
    data: await affected(server, viewer, params.slug, rangeOf(query, server)),
  }),
);
