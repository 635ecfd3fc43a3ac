/** Why an event is in the dead letters: a closed set, shown to support. */
export const REJECT_REASONS = [
  "tombstone",
  "empty",
  "too_large",
  "not_utf8",
  "not_json",
  "not_an_object",
  "invalid_field",
  "too_old",
  "too_far_ahead",
  "refused_by_index",
] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];

export interface Rejection {
  reason: RejectReason;
  /** For people, at most a few hundred characters, never a value of the event. */
  detail: string;
}
