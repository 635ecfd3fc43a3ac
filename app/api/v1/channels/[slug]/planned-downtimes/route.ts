import { listDowntimes } from "#lib/alerts/downtime/list.ts";
import { downtimeInput, planDowntime } from "#lib/alerts/downtime/plan.ts";
import { downtimeToApi } from "#lib/http/api/incidents.ts";
import { rangeOf, rangeParams, slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  { params: { slug: slugParam }, query: rangeParams },
  async ({ server, viewer, params, query }) => {
    const coming = Object.values(query).every((value) => value === undefined);
    const range = coming ? { from: server.clock.now() } : rangeOf(query, server);
    const downtimes = await listDowntimes(server, viewer, params.slug, range);
    return { data: downtimes.map(downtimeToApi), next_cursor: null };
  },
);

export const POST = route(
  { params: { slug: slugParam }, body: downtimeInput },
  async ({ server, viewer, params, body }) =>
    Response.json({ data: await planDowntime(server, viewer, params.slug, body) }, { status: 201 }),
);
