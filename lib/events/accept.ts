import { checksumOf } from "./checksum.ts";
import { errorLabelOf, faultOf, isFailure, outcomeOf } from "./classify.ts";
import type { EventDocument } from "./document.ts";
import { errorPatternOf } from "./error-pattern.ts";
import { idFromPosition, type StreamPosition } from "./event-id.ts";
import { parseValue } from "./parse-value.ts";
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

const rejected = (reason: RejectReason, detail: string): Accepted => ({ rejected: { reason, detail } });

/**
 * Turns a stream's raw bytes into what the stores keep, or says why not; never throws, whatever the bytes are.
 * `now`, retention and arrival decide about time: an event outside is quarantined and makes no hour of its own.
 */
export function acceptEvent(
  value: Uint8Array | null,
  position: StreamPosition,
  now: number,
  settings: AcceptSettings,
  arrivedAt = now,
): Accepted {
  const json = parseValue(value);
  if ("rejected" in json) return json;
  const read = readEvent(json.parsed, json.text.includes("\\u"));
  if ("problem" in read) {
    const { field, message } = read.problem;
    if (field === null) return rejected("not_an_object", `The value ${message}.`);
    return rejected("invalid_field", `${field}: ${message}`);
  }
  const timestamp = Date.parse(read.event.timestamp);
  const untimely = timeProblem(timestamp, now, settings.retentionMs, arrivedAt);
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
