import { isUtf8 } from "node:buffer";
import { checksumOf } from "./checksum.ts";
import { errorLabelOf, faultOf, isFailure, outcomeOf } from "./classify.ts";
import type { EventDocument } from "./document.ts";
import { errorPatternOf } from "./error-pattern.ts";
import { idFromPosition, type StreamPosition } from "./event-id.ts";
import { protectEvent } from "./protect.ts";
import type { Pseudonymize } from "./pseudonym.ts";
import { readEvent } from "./read-event.ts";
import type { Rejection, RejectReason } from "./rejection.ts";
import { timeProblem } from "./time-limits.ts";
import { eventWords } from "./words.ts";

export type Accepted = { ok: EventDocument; droppedFields: number } | { rejected: Rejection };

export interface AcceptSettings {
  /** The stream's: part of the ids of events that come without one. */
  incarnation: string;
  retentionMs: number;
  pseudonymize: Pseudonymize;
}

/** A valid event cannot be larger: its texts and headers are bounded. What is larger is not even parsed. */
export const MAX_EVENT_BYTES = 1_048_576;

const rejected = (reason: RejectReason, detail: string): Accepted => ({ rejected: { reason, detail } });

/**
 * Turns a stream's raw bytes into what the stores keep, or says why not; never throws, whatever the bytes are.
 * `now` and retention decide about time: an event outside is quarantined and makes no hour of its own.
 */
export function acceptEvent(
  value: Uint8Array | null,
  position: StreamPosition,
  now: number,
  settings: AcceptSettings,
): Accepted {
  if (value === null) return rejected("tombstone", "The record has no value.");
  if (value.length === 0) return rejected("empty", "The record's value is empty.");
  if (value.length > MAX_EVENT_BYTES) {
    return rejected("too_large", `${value.length} bytes; at most ${MAX_EVENT_BYTES} are read.`);
  }
  if (!isUtf8(value)) return rejected("not_utf8", "The value is not valid UTF-8.");

  const text = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("utf8");
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return rejected("not_json", "The value is not valid JSON.");
  }

  const read = readEvent(parsed, text.includes("\\u"));
  if ("problem" in read) {
    const { field, message } = read.problem;
    if (field === null) return rejected("not_an_object", `The value ${message}.`);
    return rejected("invalid_field", `${field}: ${message}`);
  }
  const timestamp = Date.parse(read.event.timestamp);
  const untimely = timeProblem(timestamp, now, settings.retentionMs);
  if (untimely !== null) return { rejected: untimely };

  const event = protectEvent(read.event, settings.pseudonymize);
  const failed = isFailure(event);
  const document: EventDocument = {
    ...event,
    id: event.id === undefined || event.id === "" ? idFromPosition(settings.incarnation, position) : event.id,
    timestamp,
    outcome: outcomeOf(event),
    failed,
    fault: faultOf(event),
    error_label: errorLabelOf(event),
    error_pattern: failed ? errorPatternOf(event.error_message) : null,
    words: eventWords(event),
    checksum: 0,
    accepted_at: now,
  };
  document.checksum = checksumOf(document);
  return { ok: document, droppedFields: read.droppedFields };
}
