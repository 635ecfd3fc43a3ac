import type { StreamMessage } from "../stores/event-stream/port.ts";
import { idFromContent } from "./event-id.ts";
import { protectEvent } from "./protect.ts";
import type { Pseudonymize } from "./pseudonym.ts";
import type { ApiRequestEvent } from "./schema.ts";

/**
 * A protected event as the stream takes it, with an id. One that was sent without gets it from its content and from
 * `occurrence`, how many equal ones stood before it in the same request or file: sending that again (a retry after a
 * lost answer) makes no second event, as an id from the stream's offset would.
 */
export function sentMessage<Event extends { id?: string | undefined }>(
  key: string,
  safe: Event,
  occurrence: (content: string) => number,
): StreamMessage {
  if (safe.id !== undefined && safe.id !== "") return { key, value: Buffer.from(JSON.stringify(safe)) };
  const content = JSON.stringify({ ...safe, id: undefined });
  const id = idFromContent(content, occurrence(content));
  return { key, value: Buffer.from(JSON.stringify({ ...safe, id })) };
}

/** An API request as the stream takes it: redacted, pseudonymous, and with an id. */
export function sentForm(
  event: ApiRequestEvent,
  pseudonymize: Pseudonymize,
  occurrence: (content: string) => number,
): StreamMessage {
  return sentMessage(event.channel, protectEvent(event, pseudonymize), occurrence);
}
