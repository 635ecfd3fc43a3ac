import { incidentRoom } from "#lib/alerts/incidents/room.ts";
import { incidentNumberParam } from "#lib/http/api/incident-parameters.ts";
import { roomToApi } from "#lib/http/api/incidents.ts";
import { slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  { params: { slug: slugParam, number: incidentNumberParam } },
  async ({ server, viewer, params }) => ({
    data: roomToApi(await incidentRoom(server, viewer, params.slug, params.number)),
  }),
);
