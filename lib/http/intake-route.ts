import { ingest } from "../events/ingest/ingest.ts";
import type { Intake } from "../events/ingest/intake.ts";
import { RateLimit } from "../events/ingest/rate-limit.ts";
import { countRejectedLine } from "./metrics.ts";
import { route } from "./route.ts";

const DAY_MS = 86_400_000;

/** A collector: a POST of events of one kind, answered with 202 and what is wrong with which lines. */
export function intakeRoute<Event extends { timestamp: string }>(intake: Intake<Event>) {
  const rateLimit = new RateLimit({ perSecond: 2_000, burst: 20_000 });
  return route({ body: "raw" }, async ({ server, viewer, request }) => {
    const { stream, clock, secrets, config } = server;
    const deps = {
      stream,
      clock,
      rateLimit,
      pseudonymKey: secrets.pseudonymKey,
      retentionMs: config.RETENTION_DAYS * DAY_MS,
      onRejected: countRejectedLine,
    };
    return Response.json({ data: await ingest(deps, intake, { viewer, request }) }, { status: 202 });
  });
}
