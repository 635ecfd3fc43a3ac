import { checksumOf } from "../events/checksum.ts";
import { errorLabelOf, faultOf, isFailure, outcomeOf } from "../events/classify.ts";
import type { EventDocument } from "../events/document.ts";
import { errorPatternOf } from "../events/error-pattern.ts";
import { type ApiRequestEventInput, apiRequestEvent } from "../events/schema.ts";
import { eventWords } from "../events/words.ts";

let built = 0;

/** A plain success, as a platform's worker sends it; every call has an id of its own. */
export function anEvent(overrides: Partial<ApiRequestEventInput> = {}): ApiRequestEventInput {
  built += 1;
  return {
    id: `event-${built}`,
    timestamp: "2026-03-02T10:15:30.250Z",
    channel: "acme-chat",
    kind: "action",
    endpoint: "send_message",
    method: "POST",
    url: "https://api.acme.example/v1/messages",
    status_code: 200,
    duration_ms: 120,
    user_id: "u_aaaaaaaaaaaaaaaa",
    worker: "worker-1",
    ...overrides,
  };
}

/** The same as a store keeps it. What is computed follows from the overrides unless it is overridden itself. */
export function aDocument(overrides: Partial<EventDocument> = {}): EventDocument {
  const sent = apiRequestEvent.parse(anEvent());
  const event = { ...sent, id: `event-${built}`, timestamp: Date.parse(sent.timestamp), ...overrides };
  const failed = isFailure(event);
  return {
    outcome: outcomeOf(event),
    failed,
    fault: faultOf(event),
    error_label: errorLabelOf(event),
    error_pattern: failed ? errorPatternOf(event.error_message) : null,
    words: eventWords(event),
    checksum: checksumOf(event),
    accepted_at: event.timestamp + Math.round(event.duration_ms),
    ...event,
  };
}
