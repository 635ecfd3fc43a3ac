import type { ChartStretch } from "./types.ts";

/** Stretches by the buckets they begin and end in: charts know no time between. Those outside are left out. */
export function stretchesOn(
  starts: readonly number[],
  bucketMs: number,
  stretches: readonly ChartStretch[],
): ChartStretch[] {
  return stretches.flatMap(({ from, to }) => {
    const first = starts.find((at) => at + bucketMs > from);
    if (first === undefined || first >= to) return [];
    return [{ from: first, to: starts.find((at) => at >= to) ?? starts.at(-1) ?? first }];
  });
}
