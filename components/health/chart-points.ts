import { errorRate } from "#components/channels/triage.ts";
import type { ChartPoint } from "#components/charts/types.ts";
import type { HealthView } from "#lib/events/views.ts";

/** What the charts draw: buckets of the range, each beside its like of the period before. */
export function chartPoints({ buckets, previousBuckets }: Pick<HealthView, "buckets" | "previousBuckets">) {
  const before = new Map(previousBuckets.map((bucket) => [bucket.at, bucket]));
  const points = (values: (at: number, bucket: HealthView["buckets"][number]) => ChartPoint["values"]) =>
    buckets.map((bucket): ChartPoint => ({ at: bucket.at, values: values(bucket.at, bucket) }));
  return {
    volume: points((at, { outcomes }) => ({ ...outcomes, before: before.get(at)?.requests ?? null })),
    rates: points((at, bucket) => {
      const earlier = before.get(at);
      return { rate: errorRate(bucket), before: earlier === undefined ? null : errorRate(earlier) };
    }),
    durations: points((at, { p50, p95, p99 }) => ({ p50, p95, p99, before: before.get(at)?.p50 ?? null })),
  };
}
