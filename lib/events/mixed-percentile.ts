import type { RequestFigures } from "./query/types.ts";

type Part = Pick<RequestFigures, "requests" | "p50" | "p95" | "p99">;

/** Share of the part's requests at or below this duration, read off the line through its known percentiles. */
function shareBelow({ p50, p95, p99 }: Part, duration: number): number {
  if (p50 === null || p95 === null || p99 === null) return 0;
  const points: [number, number][] = [
    [0, 0],
    [p50, 0.5],
    [p95, 0.95],
    [p99, 0.99],
  ];
  if (duration >= p99) return 1;
  for (let at = points.length - 1; at > 0; at--) {
    const [high, upper] = points[at] ?? [0, 0];
    const [low, lower] = points[at - 1] ?? [0, 0];
    if (duration >= low && high > low) return lower + ((duration - low) / (high - low)) * (upper - lower);
  }
  return 0;
}

/**
 * 95th percentile of several minutes together, from the percentiles of each: exact for minutes of one request and
 * for equal minutes, else an estimate that is good enough to compare with three times the usual. null without any.
 */
export function mixedP95(parts: readonly Part[]): number | null {
  const counted = parts.filter((part) => part.requests > 0 && part.p99 !== null);
  const requests = counted.reduce((sum, part) => sum + part.requests, 0);
  if (requests === 0) return null;
  let low = 0;
  let high = Math.max(...counted.map((part) => part.p99 ?? 0));
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    const below = counted.reduce((sum, part) => sum + part.requests * shareBelow(part, middle), 0);
    if (below / requests >= 0.95) high = middle;
    else low = middle;
  }
  return high;
}
