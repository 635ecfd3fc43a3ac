import { acknowledge } from "#lib/alerts/incidents/acknowledge.ts";
import { incidentToApi } from "#lib/http/api/alerts.ts";
import { incidentNumberParam } from "#lib/http/api/incident-parameters.ts";
import { slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  { params: { slug: slugParam, number: incidentNumberParam } },
  async ({ server, viewer, params }) => ({
    data: incidentToApi(await acknowledge(server, viewer, params.slug, params.number)),
  }),
);
