import { requestDetail } from "#lib/events/request-detail.ts";
import { instantParam, requestIdParam, slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  { params: { slug: slugParam, id: requestIdParam }, query: { at: instantParam } },
  async ({ server, viewer, params, query }) => {
    const at = query.at === undefined ? undefined : Date.parse(query.at);
    return { data: await requestDetail(server, viewer, params.slug, params.id, at) };
  },
);
