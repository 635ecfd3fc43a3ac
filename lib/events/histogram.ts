import type { Viewer } from "../channels/access.ts";
import { differingSpans } from "../verification/differing.ts";
import { channelQuery } from "./channel-query.ts";
import { fillBuckets } from "./figures.ts";
import { bucketWidth } from "./range.ts";
import type { ReadDeps } from "./read-deps.ts";
import type { HistogramView, TimeRange } from "./views.ts";

/** How many requests match, over time and by outcome, and how many users they belong to. */
export async function histogram(
  deps: ReadDeps,
  viewer: Viewer,
  slug: string,
  { query, range }: { query: string; range: TimeRange },
): Promise<HistogramView> {
  const { scope, where } = await channelQuery(deps, viewer, slug, query);
  const bucketMs = bucketWidth(range);
  const { from, to } = range;
  const [figures, differing] = await Promise.all([
    deps.index.health({ scope, where, from, to }, { bucketMs, percentiles: true }),
    differingSpans(deps.database, { channel: slug, from, to }),
  ]);
  return {
    bucketMs,
    total: figures.total.requests,
    users: figures.total.users,
    buckets: fillBuckets(figures.buckets, range, bucketMs).map(({ at, outcomes }) => ({ at, outcomes })),
    differing,
  };
}
