import type { HealthBucket, RequestFigures } from "./query/types.ts";
import { bucketStarts } from "./range.ts";

/** Figures of no requests at all. */
export function noFigures(): RequestFigures {
  return {
    requests: 0,
    failures: 0,
    outcomes: { "2xx": 0, "4xx": 0, "5xx": 0, invalid: 0, none: 0 },
    faults: { partner: 0, rate_limit: 0, user: 0, recipe: 0, network: 0, platform: 0 },
    users: 0,
    users_affected: 0,
    recipes_affected: 0,
    p50: null,
    p95: null,
    p99: null,
  };
}

/** All buckets of the range, empty ones included, equidistant. */
export function fillBuckets(
  buckets: readonly HealthBucket[],
  range: { from: number; to: number },
  width: number,
): HealthBucket[] {
  const known = new Map(buckets.map((bucket) => [bucket.at, bucket]));
  return bucketStarts(range, width).map((at) => known.get(at) ?? { at, ...noFigures() });
}
