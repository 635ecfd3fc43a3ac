import { searchLogs } from "#lib/events/search-logs.ts";
import {
  cursorParam,
  limitParam,
  queryParam,
  rangeOf,
  rangeParams,
  slugParam,
} from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    params: { slug: slugParam },
    query: { ...rangeParams, q: queryParam, limit: limitParam, cursor: cursorParam },
  },
  ({ server, viewer, params, query }) => {
    const { q, limit, cursor } = query;
    return searchLogs(server, viewer, params.slug, {
      query: q,
      range: rangeOf(query, server),
      limit,
      cursor,
    });
  },
);
