import { bucketWidth } from "../../events/range.ts";
import { leadMs } from "../engine/message-of.ts";
import type { IncidentSummary } from "../views.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** Shorter charts show seconds. */
const SHORT = 20 * MINUTE;

type Lasted = Pick<IncidentSummary, "started_at" | "recovered_at" | "trigger">;

/** [from, to) in whole seconds of the requests an incident is about: from the first window that was in breach. */
export function incidentSpan(incident: Lasted, now: number): { from: number; to: number } {
  const { started_at, recovered_at } = incident;
  const from = Math.floor((started_at - leadMs(incident)) / SECOND) * SECOND;
  return { from, to: Math.max(from + SECOND, Math.ceil((recovered_at ?? now) / SECOND) * SECOND) };
}

/** The time that its chart shows: half as long again on both sides, ten minutes at least, nothing of the future. */
export function chartRange(
  span: { from: number; to: number },
  now: number,
): { from: number; to: number; bucketMs: number } {
  const pad = Math.max(10 * MINUTE, (span.to - span.from) / 2);
  const loose = { from: span.from - pad, to: Math.min(span.to + pad, Math.max(now, span.to)) };
  const bucketMs = loose.to - loose.from < SHORT ? bucketWidth(loose) : Math.max(MINUTE, bucketWidth(loose));
  const from = Math.floor(loose.from / bucketMs) * bucketMs;
  return { from, to: Math.ceil(loose.to / bucketMs) * bucketMs, bucketMs };
}
