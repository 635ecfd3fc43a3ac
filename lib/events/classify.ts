import type { Fault, Outcome } from "./document.ts";

/** What the rules of judgement look at. */
export interface Judged {
  status_code: number | null;
  error_type?: string | undefined;
  error_origin?: "platform" | undefined;
}

/** Charts' class of an answer. A 2xx or 3xx that the platform could not use is an invalid answer. */
export function outcomeOf(event: Judged): Outcome {
  const status = event.status_code;
  if (status === null) return "none";
  if (status >= 500) return "5xx";
  if (status >= 400) return "4xx";
  return event.error_type === undefined ? "2xx" : "invalid";
}

export function isFailure(event: Judged): boolean {
  return event.error_type !== undefined || event.status_code === null || event.status_code >= 400;
}

/**
 * Who has to act, from this event alone; null for a success. What only the minute around it can tell (one user or
 * everybody, one Channel or the network) is decided where the minute is known, so `network` never comes from here.
 */
export function faultOf(event: Judged): Fault | null {
  if (!isFailure(event)) return null;
  if (event.error_origin === "platform") return "platform";
  const status = event.status_code;
  if (status === 429) return "rate_limit";
  if (status === 401 || status === 403) return "user";
  if (status !== null && status >= 400 && status < 500) return "recipe";
  return "partner";
}

/** `503`, `timeout` or `no_response`; null for a success. */
export function errorLabelOf(event: Judged): string | null {
  if (!isFailure(event)) return null;
  if (event.status_code !== null && event.status_code >= 400) return String(event.status_code);
  return event.error_type ?? "no_response";
}
