import { ingest } from "#lib/events/ingest/ingest.ts";
import { RateLimit } from "#lib/events/ingest/rate-limit.ts";
import { countRejectedLine } from "#lib/http/metrics.ts";
import { route } from "#lib/http/route.ts";

const DAY_MS = 86_400_000;
const rateLimit = new RateLimit({ perSecond: 2_000, burst: 20_000 });

export const POST = route({ body: "raw" }, async ({ server, viewer, request }) => {
  const { stream, clock, secrets, config } = server;
  const deps = {
    stream,
    clock,
    rateLimit,
    pseudonymKey: secrets.pseudonymKey,
    retentionMs: config.RETENTION_DAYS * DAY_MS,
    onRejected: countRejectedLine,
  };
  return Response.json({ data: await ingest(deps, viewer, request) }, { status: 202 });
});
