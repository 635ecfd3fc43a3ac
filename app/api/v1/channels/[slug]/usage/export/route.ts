import { usageRangeParam, usageTableParam } from "#lib/http/api/usage-schemas.ts";
import { download } from "#lib/http/download.ts";
import { slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";
import { exportUsage } from "#lib/usage/export-usage.ts";

export const GET = route(
  { params: { slug: slugParam }, query: { range: usageRangeParam, table: usageTableParam } },
  async ({ server, viewer, params, query }) =>
    download(await exportUsage(server, viewer, params.slug, query), {
      filename: `${params.slug}-usage-${query.table}-${query.range}.csv`,
      contentType: "text/csv",
    }),
);
