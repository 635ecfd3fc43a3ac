import type { DeadLetterDay } from "#lib/dead-letters/views.ts";
import { REJECT_REASONS, type RejectReason } from "#lib/events/rejection.ts";
import { formatCount } from "#lib/format/number.ts";

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

/** `7`, `100,000 or more`, `–` where nobody counted. */
export function lettersInWords({ reasons, more }: DeadLetterDay): string {
  if (reasons === null) return "–";
  const letters = Object.values(reasons).reduce((sum, count) => sum + count, 0);
  return more ? `${formatCount(letters)} or more` : formatCount(letters);
}

/** `4 with a wrong field, 3 not JSON`: the most frequent reason first. */
export function reasonsInWords({ reasons }: DeadLetterDay): string {
  return Object.entries(reasons ?? {})
    .toSorted(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${formatCount(count)} ${reasonInWords(reason)}`)
    .join(", ");
}
