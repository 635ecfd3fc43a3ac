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

/** An event as every store has it; only the index has its words. */
export type JudgedEvent = Omit<EventDocument, "words">;

type Verdict<Event> = { ok: Event; droppedFields: number } | { rejected: Rejection };
export type Judged = Verdict<JudgedEvent>;
export type Accepted = Verdict<EventDocument>;

export interface AcceptSettings {
  /** The stream's: part of the ids of events that come without one. */
  incarnation: string;
  retentionMs: number;
  pseudonymize: Pseudonymize;
}

const rejected = (reason: RejectReason, detail: string): Judged => ({ rejected: { reason, detail } });

/**
 * Turns a stream's raw bytes into what the stores keep, or says why not; never throws, whatever the bytes are.
 * `now`, retention and arrival decide about time: an event outside is quarantined and makes no hour of its own.
 */
export function judgeEvent(
  value: Uint8Array | null,
  position: StreamPosition,
  now: number,
  settings: AcceptSettings,
  arrivedAt = now,
): Judged {
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
  const document: JudgedEvent = {
    ...event,
    id: event.id === undefined || event.id === "" ? idFromPosition(settings.incarnation, position) : event.id,
    timestamp,
    outcome: outcomeOf(event),
    failed,
    fault: faultOf(event),
    error_label: errorLabelOf(event),
    error_pattern: failed ? errorPatternOf(event.error_message) : null,
    checksum: 0,
    accepted_at: now,
  };
  document.checksum = checksumOf(document);
  return { ok: document, droppedFields: read.droppedFields };
}

/** As `judgeEvent`, with the words that the index is searched by. */
export function acceptEvent(...asked: Parameters<typeof judgeEvent>): Accepted {
  const judged = judgeEvent(...asked);
  if ("rejected" in judged) return judged;
  const { ok, droppedFields } = judged;
  return { ok: Object.assign(ok, { words: eventWords(ok) }), droppedFields };
}
