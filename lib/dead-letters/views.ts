import type { RejectReason } from "../events/rejection.ts";

/** Why a letter cannot be sent again. */
export type Unsendable = "no_value" | "cut" | "unknown_topic";

export interface DeadLetterView {
  /** Names the letter, not the record it tells of. */
  id: string;
  /** When it was rejected, milliseconds. */
  at: number;
  reason: RejectReason;
  detail: string;
  /** Where the record was. */
  topic: string;
  partition: number;
  offset: number;
  /** As far as it can be told from the bytes. */
  channel: string | null;
  /** Of the record as it came. */
  bytes: number;
  /** The beginning of the kept bytes as safe text; null for a record without a value. */
  excerpt: string | null;
  unsendable: Unsendable | null;
  /** When it was sent again; null when it was not. */
  retriedAt: number | null;
}

export interface DeadLetterDetail extends DeadLetterView {
  /** All kept bytes as safe text. */
  text: string | null;
}

export interface DeadLetterFilter {
  from: number;
  to: number;
  reason?: RejectReason | undefined;
  channel?: string | undefined;
  /** Anywhere in the bytes or the detail, whatever the case. */
  text?: string | undefined;
}

export interface DeadLetterPage {
  /** Newest first. */
  letters: DeadLetterView[];
  /** How many match among those looked at; more than `letters` when the page is full. */
  matching: number;
  /** How many were looked at, and back to when. */
  looked: number;
  lookedFrom: number;
  lookedTo: number;
  /** False when there are so many that not all of that time was looked at. */
  complete: boolean;
}

/** The letters that one day (UTC) brought, also those that were sent again since. */
export interface DeadLetterDay {
  /** Its first instant. */
  day: number;
  /** How many, by reason; null until they are counted. */
  reasons: Record<string, number> | null;
  /** There are more: of a flood only the first ones are counted. */
  more: boolean;
}

export interface RetryResult {
  retried: number;
  /** Somebody had sent them again before. */
  already: number;
  /** They have no whole value to send. */
  unsendable: number;
}
