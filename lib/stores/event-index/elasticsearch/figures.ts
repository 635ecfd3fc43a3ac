import type { estypes } from "@elastic/elasticsearch";
import { FAULTS, OUTCOMES } from "../../../events/document.ts";
import type { HealthBucket, RequestFigures } from "../../../events/query/types.ts";
import type { PeopleCounted } from "../port.ts";

type Aggregations = Record<string, estypes.AggregationsAggregationContainer>;

/** Distinct counts are near exact below this and within 1 % above. */
const PRECISION = 10_000;

/** Of a t-digest; 500 keeps p50, p95 and p99 well within 1 %. */
const COMPRESSION = 500;

const distinct = (field: string) => ({ cardinality: { field, precision_threshold: PRECISION } });

/** What is wanted besides counts. */
export interface Wanted {
  percentiles: boolean;
  people: PeopleCounted;
}

/** What `figuresOf` reads; without percentiles counts only. */
export function figureAggregations({ percentiles, people }: Wanted): Aggregations {
  const outcomes = { terms: { field: "outcome", size: OUTCOMES.length } };
  const faults = { terms: { field: "fault", size: FAULTS.length } };
  const failed = { filter: { term: { failed: true } } };
  if (!percentiles) return { outcomes, faults, failed };
  const [users, recipes] = [{ users: distinct("user_id") }, { recipes: distinct("recipe_id") }];
  return {
    outcomes,
    faults,
    failed:
      people === "none" ? failed : { ...failed, aggs: people === "all" ? { ...users, ...recipes } : users },
    ...(people === "all" && users),
    durations: {
      percentiles: { field: "duration_ms", percents: [50, 95, 99], tdigest: { compression: COMPRESSION } },
    },
  };
}

/** The same per bucket of this width, empty buckets left out. */
export function bucketAggregations(bucketMs: number, wanted: Wanted): Aggregations {
  return {
    buckets: {
      date_histogram: { field: "timestamp", fixed_interval: `${bucketMs}ms`, min_doc_count: 1 },
      aggs: figureAggregations(wanted),
    },
  };
}

interface Counted {
  buckets: { key: string; doc_count: number }[];
}

interface Distinct {
  value: number;
}

/** What the server answers for `figureAggregations`. */
export interface FigureAnswer {
  outcomes?: Counted;
  faults?: Counted;
  failed?: { doc_count: number; users?: Distinct; recipes?: Distinct };
  users?: Distinct;
  durations?: { values: Record<string, number | null> };
}

export interface SeriesAnswer extends FigureAnswer {
  buckets?: { buckets: (FigureAnswer & { key: number; doc_count: number })[] };
}

export function figuresOf(requests: number, answer: FigureAnswer): RequestFigures {
  const { outcomes, faults, failed, users, durations } = answer;
  const percentile = (percent: string) => durations?.values[percent] ?? null;
  return {
    requests,
    failures: failed?.doc_count ?? 0,
    outcomes: countsOf(OUTCOMES, outcomes),
    faults: countsOf(FAULTS, faults),
    users: users?.value ?? 0,
    users_affected: failed?.users?.value ?? 0,
    recipes_affected: failed?.recipes?.value ?? 0,
    p50: percentile("50.0"),
    p95: percentile("95.0"),
    p99: percentile("99.0"),
  };
}

export function bucketsOf({ buckets }: SeriesAnswer): HealthBucket[] {
  return (buckets?.buckets ?? []).map((bucket) => ({
    at: bucket.key,
    ...figuresOf(bucket.doc_count, bucket),
  }));
}

function countsOf<K extends string>(keys: readonly K[], counted: Counted | undefined): Record<K, number> {
  const found = new Map(counted?.buckets.map(({ key, doc_count }) => [key, doc_count]));
  return Object.fromEntries(keys.map((key) => [key, found.get(key) ?? 0])) as Record<K, number>;
}
