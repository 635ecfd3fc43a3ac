import { bucketWidth } from "../../events/range.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** Shorter charts show seconds. */
const SHORT = 20 * MINUTE;

interface Lasted {
  started_at: number;
  recovered_at: number | null;
}

/** [from, to) of an incident so far, in whole seconds. */
export function incidentSpan(
  { started_at, recovered_at }: Lasted,
  now: number,
): { from: number; to: number } {
  const from = Math.floor(started_at / SECOND) * SECOND;
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
