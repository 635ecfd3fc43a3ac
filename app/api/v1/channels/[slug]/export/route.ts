import { exportLogs } from "#lib/events/export/export-logs.ts";
import { download } from "#lib/http/download.ts";
import {
  exportFormatParam,
  exportLimitParam,
  queryParam,
  rangeOf,
  rangeParams,
  slugParam,
} from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";

const CONTENT_TYPES = { csv: "text/csv", ndjson: "application/x-ndjson" } as const;

export const GET = route(
  {
    params: { slug: slugParam },
    query: { ...rangeParams, q: queryParam, format: exportFormatParam, limit: exportLimitParam },
  },
  async ({ server, viewer, params, query }) => {
    const { q, format, limit } = query;
    const search = { query: q, range: rangeOf(query, server), format, limit };
    const pieces = await exportLogs(server, viewer, params.slug, search);
    return download(pieces, {
      filename: `${params.slug}-requests.${format}`,
      contentType: CONTENT_TYPES[format],
    });
  },
);
