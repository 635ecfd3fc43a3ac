import { REJECT_REASONS, type RejectReason } from "#lib/events/rejection.ts";

const WORDS: Record<RejectReason, string> = {
  tombstone: "without a value",
  empty: "empty",
  too_large: "too large",
  not_utf8: "not UTF-8",
  not_json: "not JSON",
  not_an_object: "not an object",
  invalid_field: "with a wrong field",
  too_old: "too old",
  too_far_ahead: "from the future",
  refused_by_index: "refused by the index",
};

/** Why a record is a dead letter, as a person says it. */
export function reasonInWords(reason: string): string {
  const known = REJECT_REASONS.find((one) => one === reason);
  return known === undefined ? reason : WORDS[known];
}
