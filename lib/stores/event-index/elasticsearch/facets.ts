import type { EventQuery, KeywordField } from "../../../events/query/types.ts";
import type { FacetCounts } from "../port.ts";
import type { Ask } from "./ask.ts";
import { perShard } from "./groups.ts";

type Answer = Record<string, { buckets: { key: string; doc_count: number }[] }>;

/** One search for all fields; ties are ordered by value. */
export async function facets(
  ask: Ask,
  query: EventQuery,
  fields: KeywordField[],
  limit: number,
): Promise<FacetCounts> {
  const aggs = fields.map((field) => [
    field,
    {
      terms: {
        field,
        size: limit,
        shard_size: perShard(limit),
        order: [{ _count: "desc" }, { _key: "asc" }],
      },
    },
  ]);
  const { aggregations } = await ask(query, {
    size: 0,
    track_total_hits: false,
    aggs: Object.fromEntries(aggs),
  });
  const answer = (aggregations ?? {}) as Answer;
  const counts = fields.map((field) => [
    field,
    (answer[field]?.buckets ?? []).map(({ key, doc_count }) => ({ value: key, count: doc_count })),
  ]);
  return Object.fromEntries(counts);
}
