/** Upper bounds of the counts, seconds; one more count is for what took longer. Fine around the promise of 2 s. */
export const LATENCY_BOUNDS = [
  0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5, 7.5, 10, 15, 30, 60, 300, 900,
  3_600,
] as const;

/** How many events took how long, by `LATENCY_BOUNDS`. Counts add up over workers and subtract over time. */
export type LatencyCounts = readonly number[];

export const NO_LATENCY: LatencyCounts = new Array<number>(LATENCY_BOUNDS.length + 1).fill(0);

export function latencyBucket(seconds: number): number {
  const found = LATENCY_BOUNDS.findIndex((bound) => seconds <= bound);
  return found < 0 ? LATENCY_BOUNDS.length : found;
}

export function combineLatency(a: LatencyCounts, b: LatencyCounts, sign: 1 | -1 = 1): LatencyCounts {
  return NO_LATENCY.map((_, place) => Math.max(0, (a[place] ?? 0) + sign * (b[place] ?? 0)));
}

/** Seconds within which this share of the events was done, between the bounds around it; null without events. */
export function latencyQuantile(counts: LatencyCounts, share: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const wanted = share * total;
  let before = 0;
  for (const [place, upper] of LATENCY_BOUNDS.entries()) {
    const count = counts[place] ?? 0;
    if (count > 0 && before + count >= wanted) {
      const lower = LATENCY_BOUNDS[place - 1] ?? 0;
      return lower + (upper - lower) * Math.max(0, (wanted - before) / count);
    }
    before += count;
  }
  return LATENCY_BOUNDS.at(-1) ?? null;
}
