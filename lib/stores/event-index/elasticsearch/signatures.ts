import type { ErrorSignature, EventQuery } from "../../../events/query/types.ts";
import type { Ask } from "./ask.ts";
import { signatureOf } from "./document.ts";
import { perShard } from "./groups.ts";

interface SignatureAnswer {
  key: string;
  doc_count: number;
  users: { value: number };
  first_seen: { value: number };
  last_seen: { value: number };
  latest: { hits: { hits: { _source: { id: string } }[] } };
}

/** Most frequent first; equally frequent ones by when they were last seen. */
export async function signatures(ask: Ask, query: EventQuery, limit: number): Promise<ErrorSignature[]> {
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
          first_seen: { min: { field: "timestamp" } },
          last_seen: { max: { field: "timestamp" } },
          latest: { top_hits: { size: 1, sort: [{ timestamp: "desc" }, { id: "desc" }], _source: ["id"] } },
        },
      },
    },
  });
  const answer = aggregations as { signatures?: { buckets: SignatureAnswer[] } } | undefined;
  return (answer?.signatures?.buckets ?? []).map((bucket) => ({
    ...signatureOf(bucket.key),
    count: bucket.doc_count,
    users: bucket.users.value,
    first_seen: bucket.first_seen.value,
    last_seen: bucket.last_seen.value,
    latest_id: bucket.latest.hits.hits[0]?._source.id ?? "",
  }));
}
