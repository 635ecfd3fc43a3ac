import { isOverviewSort, type OverviewSort } from "#components/usage/overview-rows.ts";
import { DEFAULT_USAGE_RANGE, isUsageRange, type UsageRange } from "#lib/usage/ranges.ts";

interface OverviewSearch {
  range: UsageRange;
  sort: OverviewSort;
}

/** What the address asks for (`days=28d&by=runs`); nonsense counts as nothing chosen. */
export function readOverviewSearch(params: Pick<URLSearchParams, "get">): OverviewSearch {
  const [days, by] = [params.get("days"), params.get("by")];
  return {
    range: isUsageRange(days) ? days : DEFAULT_USAGE_RANGE,
    sort: isOverviewSort(by) ? by : "active",
  };
}

/** The address of such a search, without its path. */
export const overviewQuery = ({ range, sort }: OverviewSearch): string =>
  `?${new URLSearchParams({ days: range, by: sort })}`;
