import { hash } from "node:crypto";
import type { EventDocument } from "./document.ts";

/** Fields of the event itself; what is computed from them, or by the pipeline, is not part of the canonical form. */
type ChecksummedFields = Omit<
  EventDocument,
  "outcome" | "failed" | "fault" | "error_label" | "error_pattern" | "words" | "checksum" | "accepted_at"
>;

/** Sorted name-value pairs: a store may return an object's members in any order. */
function pairs(members: Record<string, string> | undefined) {
  if (members === undefined) return null;
  const present = Object.entries(members);
  if (present.length === 0) return null;
  return present.sort(([left], [right]) => (left < right ? -1 : 1));
}

/** Phases in a fixed order; none of them is the same as no timings. */
function phases(timings: EventDocument["timings"]) {
  if (timings === undefined) return null;
  const { dns, connect, tls, first_byte } = timings;
  const values = [dns, connect, tls, first_byte];
  return values.some((value) => value !== undefined && value !== null) ? values : null;
}

/**
 * The event's values as one JSON array in a fixed order, absent ones as null, without nulls at the end: a field
 * that a later version appends leaves the checksums of older events as they are.
 */
export function canonicalForm(event: ChecksummedFields): string {
  const values = [
    event.id,
    event.timestamp,
    event.channel,
    event.kind,
    event.endpoint,
    event.method,
    event.url,
    event.status_code,
    event.duration_ms,
    phases(event.timings),
    event.error_type,
    event.error_origin,
    event.error_message,
    event.request_bytes,
    event.response_bytes,
    event.attempt,
    event.max_attempts,
    event.request_id,
    pairs(event.request_headers),
    pairs(event.response_headers),
    event.response_excerpt,
    event.recipe_id,
    event.run_id,
    event.worker,
    event.user_id,
    event.schema_version,
  ];
  while (values.at(-1) === undefined || values.at(-1) === null) values.pop();
  return JSON.stringify(values);
}

/**
 * The first 24 bits of the SHA-256 of the canonical form, 0 to 16,777,215. Sums over 500 million events stay exact
 * in a double; count and sum together prove that two stores hold the same hour.
 */
export function checksumOf(event: ChecksummedFields): number {
  return Number.parseInt(hash("sha256", canonicalForm(event)).slice(0, 6), 16);
}
