import { queryParam, slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";
import { tailStream } from "#lib/http/tail-stream.ts";

export const dynamic = "force-dynamic";

export const GET = route(
  { params: { slug: slugParam }, query: { q: queryParam } },
  ({ server, viewer, params, query, request }) => tailStream(server, viewer, params.slug, query.q, request),
);
