import { openIncidentCounts } from "#lib/alerts/incidents/open-counts.ts";
import { route } from "#lib/http/route.ts";

/** For the navigation alone: no part of the public API. */
export const GET = route({}, async ({ server, viewer }) => ({
  data: Object.fromEntries(await openIncidentCounts(server.database, viewer)),
}));
