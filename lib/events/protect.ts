import type { Pseudonymize } from "./pseudonym.ts";
import { redactHeaders, redactText, redactUrl } from "./redact.ts";
import type { ApiRequestEvent } from "./schema.ts";

const MAX_TEXT = 2_048;

/** A mask may be longer than what it hides; the public limit holds all the same. */
const bounded = (text: string) => (text.length > MAX_TEXT ? text.slice(0, MAX_TEXT).toWellFormed() : text);

/**
 * The event without secrets and without the platform's user id: what may enter a stream, an index or a dead letter.
 * Applying it twice is harmless.
 */
export function protectEvent(event: ApiRequestEvent, pseudonymize: Pseudonymize): ApiRequestEvent {
  const { url, error_message, response_excerpt, request_headers, response_headers, user_id } = event;
  return {
    ...event,
    url: url === undefined ? undefined : bounded(redactUrl(url)),
    error_message: error_message === undefined ? undefined : bounded(redactText(error_message)),
    response_excerpt: response_excerpt === undefined ? undefined : bounded(redactText(response_excerpt)),
    request_headers: request_headers === undefined ? undefined : redactHeaders(request_headers),
    response_headers: response_headers === undefined ? undefined : redactHeaders(response_headers),
    user_id: user_id === undefined ? undefined : pseudonymize(user_id),
  };
}
