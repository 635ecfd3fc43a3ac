import type { ApiRequestEvent } from "./schema.ts";

/** Charts' classes of an answer; `invalid` is a 2xx whose content the platform could not use. */
export const OUTCOMES = ["2xx", "4xx", "5xx", "invalid", "none"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Who has to act on a failure. */
export const FAULTS = ["partner", "rate_limit", "user", "recipe", "network", "platform"] as const;
export type Fault = (typeof FAULTS)[number];

/**
 * An API-request event as every store keeps it: accepted, redacted, `user_id` a pseudonym, with what queries need
 * computed once by pure functions, so that no store computes it differently.
 */
export interface EventDocument extends Omit<ApiRequestEvent, "timestamp"> {
  id: string;
  /** Start of the request, milliseconds since 1970 (UTC). */
  timestamp: number;
  outcome: Outcome;
  failed: boolean;
  /** The verdict from this event alone (`lib/events/classify.ts`); the minute's context may overrule user and network. */
  fault: Fault | null;
  /** Status or error type as a short label for signatures: `503`, `timeout`; null for a success. */
  error_label: string | null;
  /** `error_message` with ids, numbers and addresses replaced, at most 256 characters: equal for equal errors. */
  error_pattern: string | null;
  /** Lower-case words of `error_message` and the URL's path, in order: what bare words and phrases search. */
  words: string[];
  /** 24 bits of a hash of the canonical event. */
  checksum: number;
  /** When the index worker accepted it, milliseconds since 1970. */
  accepted_at: number;
}
