import { cancelDowntime } from "#lib/alerts/downtime/cancel.ts";
import { downtimeIdParam } from "#lib/http/api/incident-parameters.ts";
import { slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";

export const DELETE = route(
  { params: { slug: slugParam, id: downtimeIdParam } },
  async ({ server, viewer, params }) => {
    await cancelDowntime(server, viewer, params.slug, params.id);
    return new Response(null, { status: 204 });
  },
);
