import type { ChannelScope } from "../../channels/access.ts";
import type { Fault, Outcome } from "../document.ts";
import type { RequestKind } from "../kinds.ts";

/** Fields that compare as whole, case-sensitive values. `channel` narrows within what the viewer may see. */
export const KEYWORD_FIELDS = [
  "id",
  "channel",
  "kind",
  "endpoint",
  "method",
  "outcome",
  "fault",
  "error_type",
  "error_label",
  "error_pattern",
  "recipe_id",
  "run_id",
  "worker",
  "user_id",
  "request_id",
] as const;
export type KeywordField = (typeof KEYWORD_FIELDS)[number];

/** Fields that compare as numbers; durations in milliseconds, sizes in bytes. Live tail alone asks for `accepted_at`. */
const NUMBER_FIELDS = [
  "status_code",
  "duration_ms",
  "attempt",
  "request_bytes",
  "response_bytes",
  "accepted_at",
] as const;
export type NumberField = (typeof NUMBER_FIELDS)[number];

/**
 * One condition of a search. Conditions are joined by AND; several values of one condition by OR; `not` negates.
 * A number condition is a half-open interval [min, max). A condition on a field that the event does not have holds
 * if and only if it is negated: `endpoint:x` leaves events without an endpoint out, `-endpoint:x` keeps them.
 */
export type Condition =
  | { type: "keyword"; field: KeywordField; values: string[]; not: boolean }
  | { type: "number"; field: NumberField; ranges: { min?: number; max?: number }[]; not: boolean }
  | { type: "failed"; value: boolean }
  /** Consecutive words of `EventDocument.words`; the last may be a prefix. */
  | { type: "phrase"; words: string[]; prefix: boolean; not: boolean };

/** What to look at: never without a scope made by the access module. Times are [from, to) in milliseconds. */
export interface EventQuery {
  scope: ChannelScope;
  from: number;
  to: number;
  where: Condition[];
}

export type OutcomeCounts = Record<Outcome, number>;
export type FaultCounts = Record<Fault, number>;

/** Figures over a set of requests. Durations in milliseconds, null without requests; users are approximate. */
export interface RequestFigures {
  requests: number;
  failures: number;
  outcomes: OutcomeCounts;
  faults: FaultCounts;
  /** Distinct users, within 2 % (exact below 1,000). */
  users: number;
  /** Distinct users with at least one failure. */
  users_affected: number;
  /** Distinct Recipes with at least one failure. */
  recipes_affected: number;
  /** Within 1 % of the exact percentile. */
  p50: number | null;
  p95: number | null;
  p99: number | null;
}

export interface HealthBucket extends RequestFigures {
  /** Start of the bucket; buckets are aligned to multiples of their width since 1970. */
  at: number;
}

/** Endpoint × status or error type × normalized message. */
export interface ErrorSignature {
  endpoint: string | null;
  kind: RequestKind | null;
  label: string;
  pattern: string | null;
  fault: Fault;
  count: number;
  users: number;
  first_seen: number;
  last_seen: number;
  /** Id of the newest such event, to open it. */
  latest_id: string;
}
