import type { EventQuery } from "../../../events/query/types.ts";
import type { EventIndexReader, Health } from "../port.ts";
import type { Ask } from "./ask.ts";
import {
  bucketAggregations,
  bucketsOf,
  figureAggregations,
  figuresOf,
  type SeriesAnswer,
} from "./figures.ts";

export async function health(
  ask: Ask,
  query: EventQuery,
  { bucketMs, percentiles, bucketPeople: people = "all" }: Parameters<EventIndexReader["health"]>[1],
): Promise<Health> {
  const answer = await ask(query, {
    size: 0,
    track_total_hits: true,
    aggs: {
      ...figureAggregations({ percentiles, people: "all" }),
      ...bucketAggregations(bucketMs, { percentiles, people }),
    },
  });
  const series = (answer.aggregations ?? {}) as SeriesAnswer;
  return { total: figuresOf(totalOf(answer.hits.total), series), buckets: bucketsOf(series) };
}

function totalOf(total: number | { value: number } | undefined): number {
  return typeof total === "object" ? total.value : (total ?? 0);
}
