import { listIncidents } from "#lib/alerts/incidents/list.ts";
import { parseRange } from "#lib/events/range.ts";
import { incidentToApi } from "#lib/http/api/alerts.ts";
import { incidentListQuery } from "#lib/http/api/incident-parameters.ts";
import { slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";

/** Incidents are kept longer than events. */
const LONGEST_DAYS = 400;

export const GET = route(
  { params: { slug: slugParam }, query: incidentListQuery },
  async ({ server, viewer, params, query }) => {
    const { open, recipe, limit, cursor, ...range } = query;
    const everything = Object.values(range).every((value) => value === undefined);
    const { incidents, next } = await listIncidents(server, viewer, {
      channel: params.slug,
      recipeId: recipe,
      open: open === undefined ? undefined : open === "true",
      ...(everything ? {} : parseRange(range, server.clock.now(), LONGEST_DAYS)),
      limit,
      cursor,
    });
    return { data: incidents.map(incidentToApi), next_cursor: next };
  },
);
