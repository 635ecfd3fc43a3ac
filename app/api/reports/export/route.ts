import { z } from "zod";
import { download } from "#lib/http/download.ts";
import { route } from "#lib/http/route.ts";
import { exportReport } from "#lib/reports/export-csv.ts";
import { MOST_SQL } from "#lib/reports/limits.ts";

const body = z.strictObject({ sql: z.string().max(MOST_SQL) });

export const POST = route({ body }, async ({ server, viewer, body: { sql }, request }) => {
  const pieces = await exportReport(server, viewer, sql, request.signal);
  return download(pieces, { filename: "report.csv", contentType: "text/csv" });
});
