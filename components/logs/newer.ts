import { OUTCOMES } from "#lib/events/document.ts";
import type { HistogramView, RequestView } from "#lib/events/views.ts";

/** How many requests the chart has above the list. */
export interface Newer {
  count: number;
  /** Otherwise there are at least so many: the list does not reach to where its newest bucket begins. */
  exact: boolean;
}

const NONE: Newer = { count: 0, exact: true };

/** Compares the chart, which renews itself, with a list that stands still: newest first, `whole` if there is no more. */
export function newerThan(
  list: readonly Pick<RequestView, "timestamp">[],
  whole: boolean,
  view: Pick<HistogramView, "buckets" | "bucketMs"> | undefined,
): Newer {
  if (view === undefined) return NONE;
  const newest = list[0] === undefined ? Number.NEGATIVE_INFINITY : Date.parse(list[0].timestamp);
  let count = 0;
  let exact = true;
  for (const { at, outcomes } of view.buckets) {
    if (at + view.bucketMs <= newest) continue;
    const counted = OUTCOMES.reduce((sum, outcome) => sum + outcomes[outcome], 0);
    if (at > newest) {
      count += counted;
      continue;
    }
    const begins = new Date(at).toISOString();
    const below = list.findIndex(({ timestamp }) => timestamp < begins);
    if (below >= 0 || whole) count += Math.max(0, counted - (below < 0 ? list.length : below));
    else exact = counted <= list.length;
  }
  return { count, exact };
}
