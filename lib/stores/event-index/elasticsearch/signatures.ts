import type { estypes } from "@elastic/elasticsearch";
import type { ErrorSignature, EventQuery } from "../../../events/query/types.ts";
import type { SignatureGroup, SignatureOptions } from "../port.ts";
import type { Ask } from "./ask.ts";
import { signatureOf } from "./document.ts";
import { perShard } from "./groups.ts";

/** What the server answers for `latestAggregations`. */
export interface LatestAnswer {
  first_seen: { value: number };
  last_seen: { value: number };
  latest: { hits: { hits: { _source: { id: string } }[] } };
}

interface SignatureAnswer extends LatestAnswer {
  key: string;
  doc_count: number;
  users: { value: number };
  buckets?: { buckets: { key: number; doc_count: number }[] };
}

/** When such an error was seen, and the newest. */
export function latestAggregations(): Record<string, estypes.AggregationsAggregationContainer> {
  return {
    first_seen: { min: { field: "timestamp" } },
    last_seen: { max: { field: "timestamp" } },
    latest: { top_hits: { size: 1, sort: [{ timestamp: "desc" }, { id: "desc" }], _source: ["id"] } },
  };
}

export function latestOf(
  answer: LatestAnswer,
): Pick<ErrorSignature, "first_seen" | "last_seen" | "latest_id"> {
  return {
    first_seen: answer.first_seen.value,
    last_seen: answer.last_seen.value,
    latest_id: answer.latest.hits.hits[0]?._source.id ?? "",
  };
}

/** Most frequent first; equally frequent ones by when they were last seen. */
export async function signatures(
  ask: Ask,
  query: EventQuery,
  { limit, bucketMs }: SignatureOptions,
): Promise<SignatureGroup[]> {
  const overTime = {
    date_histogram: { field: "timestamp", fixed_interval: `${bucketMs}ms`, min_doc_count: 1 },
  };
  const { aggregations } = await ask(query, {
    size: 0,
    track_total_hits: false,
    aggs: {
      signatures: {
        terms: {
          field: "signature",
          size: limit,
          shard_size: perShard(limit),
          order: [{ _count: "desc" }, { last_seen: "desc" }],
        },
        aggs: {
          users: { cardinality: { field: "user_id", precision_threshold: 3_000 } },
          ...latestAggregations(),
          ...(bucketMs === undefined ? {} : { buckets: overTime }),
        },
      },
    },
  });
  const answer = aggregations as { signatures?: { buckets: SignatureAnswer[] } } | undefined;
  return (answer?.signatures?.buckets ?? []).map((bucket) => ({
    ...signatureOf(bucket.key),
    count: bucket.doc_count,
    users: bucket.users.value,
    ...latestOf(bucket),
    buckets: (bucket.buckets?.buckets ?? []).map(({ key, doc_count }) => ({ at: key, count: doc_count })),
  }));
}
