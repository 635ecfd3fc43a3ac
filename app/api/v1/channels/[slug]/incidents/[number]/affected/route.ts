import { affectedByIncident, incidentAffectedCsv } from "#lib/alerts/incidents/affected.ts";
import { affectedQuery, incidentNumberParam } from "#lib/http/api/incident-parameters.ts";
import { slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  { params: { slug: slugParam, number: incidentNumberParam }, query: affectedQuery },
  async ({ server, viewer, params: { slug, number }, query }) => {
    const rows = await affectedByIncident(server, viewer, slug, number);
    if (query.format === "json") return { data: rows, next_cursor: null };
    return new Response(incidentAffectedCsv(rows), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${slug}-incident-${number}-affected.csv"`,
      },
    });
  },
);
