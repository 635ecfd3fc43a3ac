import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { MOST_SQL, SHOWN_ROWS } from "#lib/reports/limits.ts";
import { reportReceipt } from "#lib/reports/receipt.ts";
import { runReport } from "#lib/reports/run.ts";

const body = z.strictObject({ sql: z.string().max(MOST_SQL) });

/** For the Reports page alone: no part of the public API. Whoever leaves ends their query. */
export const POST = route({ body }, async ({ server, viewer, body: { sql }, request }) => {
  const began = performance.now();
  const answer = await runReport(server, viewer, sql, { maxRows: SHOWN_ROWS, signal: request.signal });
  const tookMs = Math.round(performance.now() - began);
  return { data: { ...answer, tookMs, receipt: await reportReceipt(server.database, server.clock.now()) } };
});
