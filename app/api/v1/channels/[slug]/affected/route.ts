import { affected } from "#lib/events/affected.ts";
import { affectedCsv } from "#lib/events/export/affected-csv.ts";
import { AFFECTED_AT_A_GLANCE, MOST_AFFECTED } from "#lib/events/limits.ts";
import { affectedParams, rangeOf, rangeParams, slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  { params: { slug: slugParam }, query: { ...rangeParams, ...affectedParams } },
  async ({ server, viewer, params: { slug }, query }) => {
    const { format, of } = query;
    const limit = query.limit ?? (format === "csv" ? MOST_AFFECTED : AFFECTED_AT_A_GLANCE);
    const view = await affected(server, viewer, slug, rangeOf(query, server), limit);
    if (format === "json") return { data: view };
    return new Response(affectedCsv(view, of), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${slug}-affected-${of}.csv"`,
      },
    });
  },
);
