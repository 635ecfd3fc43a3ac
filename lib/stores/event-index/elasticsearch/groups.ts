import type { EventQuery } from "../../../events/query/types.ts";
import type { FigureGroup, GroupBy, GroupOptions } from "../port.ts";
import type { Ask } from "./ask.ts";
import {
  bucketAggregations,
  bucketsOf,
  figureAggregations,
  figuresOf,
  type SeriesAnswer,
} from "./figures.ts";

const FIELD: Record<GroupBy, string> = {
  channel: "channel",
  endpoint: "endpoint_key",
  worker: "worker",
  status_code: "status_code",
};

/** Each hour answers with far more groups than asked for, so that those at the edge are counted whole. */
export const perShard = (limit: number) => limit * 10 + 1_000;

interface GroupAnswer extends SeriesAnswer {
  key: string | number;
  doc_count: number;
}

/** Most requests first, ties by key. */
export async function groups(
  ask: Ask,
  query: EventQuery,
  { by, limit, bucketMs, percentiles = true, people = "all" }: GroupOptions,
): Promise<FigureGroup[]> {
  const { aggregations } = await ask(query, {
    size: 0,
    track_total_hits: false,
    aggs: {
      groups: {
        terms: {
          field: FIELD[by],
          size: limit,
          shard_size: perShard(limit),
          order: [{ _count: "desc" }, { _key: "asc" }],
        },
        aggs: {
          ...figureAggregations({ percentiles, people }),
          ...(bucketMs === undefined ? {} : bucketAggregations(bucketMs, { percentiles, people })),
        },
      },
    },
  });
  const answer = aggregations as { groups?: { buckets: GroupAnswer[] } } | undefined;
  return (answer?.groups?.buckets ?? []).map((group) => ({
    key: String(group.key),
    total: figuresOf(group.doc_count, group),
    buckets: bucketsOf(group),
  }));
}
