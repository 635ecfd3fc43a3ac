import { formatQuery } from "#lib/events/query/format.ts";
import type { Condition } from "#lib/events/query/types.ts";
import type { TimeRange } from "#lib/events/views.ts";

/** The range as the address writes it. */
export function rangeParams({ label, from, to }: TimeRange): URLSearchParams {
  if (label !== null) return new URLSearchParams({ range: label });
  return new URLSearchParams({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
}

/** Logs of a Channel, in this range, of the requests that meet the conditions. */
export function logsHref(slug: string, range: TimeRange, conditions: readonly Condition[] = []): string {
  const params = rangeParams(range);
  const query = formatQuery(conditions);
  if (query !== "") params.set("q", query);
  return `/channels/${slug}/logs?${params}`;
}

/** The same of [from, to) alone. */
export function bucketHref(
  slug: string,
  from: number,
  to: number,
  conditions: readonly Condition[] = [],
): string {
  return logsHref(slug, { from, to, label: null }, conditions);
}

/** Requests that took at least as long as this percentile; all, where nothing was measured. */
export function slowerThan(percentile: number | null): Condition[] {
  if (percentile === null) return [];
  return [{ type: "number", field: "duration_ms", ranges: [{ min: Math.floor(percentile) }], not: false }];
}

export const FAILED: Condition = { type: "failed", value: true };
