import { SPANS, type Span } from "#components/usage/spans.ts";
import { DEFAULT_USAGE_RANGE, isUsageRange, type UsageRange } from "#lib/usage/ranges.ts";

export interface UsageSearch {
  range: UsageRange;
  /** Over how long active users are counted. */
  span: Span;
}

type Params = Pick<URLSearchParams, "get">;

/** What the address asks for (`days=28d&users=week`); nonsense counts as nothing chosen. */
export function readUsageSearch(params: Params): UsageSearch {
  const [days, users] = [params.get("days"), params.get("users")];
  return {
    range: isUsageRange(days) ? days : DEFAULT_USAGE_RANGE,
    span: SPANS.find((span) => span === users) ?? "week",
  };
}

/** The address of such a search, without its path. */
export const usageQuery = ({ range, span }: UsageSearch): string =>
  `?${new URLSearchParams({ days: range, users: span })}`;
