import { formatDuration } from "#lib/format/duration.ts";
import { formatCompact, formatCount, formatPercent, THIN_SPACE } from "#lib/format/number.ts";
import { countTicks, durationTicks, shareTicks } from "./ticks.ts";
import type { ChartPoint, ChartSeries, TimeChartProps } from "./types.ts";

type Measure = TimeChartProps["measure"];

const TICKS = { count: countTicks, duration: durationTicks, share: shareTicks, number: countTicks };
const formatNumber = (value: number) => String(Number(value.toFixed(1)));
const EXACT = { count: formatCount, duration: formatDuration, share: formatPercent, number: formatNumber };

/** The highest point drawn: bars stand on one another, lines do not. */
function highest(points: readonly ChartPoint[], series: readonly ChartSeries[]): number {
  const bars = series.filter(({ mark }) => mark === "bar");
  const lines = series.filter(({ mark }) => mark === "line");
  let max = 0;
  for (const { values } of points) {
    const stacked = bars.reduce((sum, { key }) => sum + (values[key] ?? 0), 0);
    max = Math.max(max, stacked, ...lines.map(({ key }) => values[key] ?? 0));
  }
  return max;
}

/** Ticks from 0 up to at least the highest point, and to `atLeast`. */
export function valueTicks(
  points: readonly ChartPoint[],
  series: readonly ChartSeries[],
  measure: Measure,
  { target, atLeast = 0 }: { target: number; atLeast?: number },
): number[] {
  const max = Math.max(highest(points, series), atLeast);
  return TICKS[measure](max, target);
}

/** As the axis writes it, short. */
export function axisLabel(value: number, measure: Measure): string {
  if (measure === "count" || measure === "number") return formatCompact(value);
  if (measure === "share") return `${Number((value * 100).toFixed(1))}${THIN_SPACE}%`;
  const seconds = value / 1_000;
  return value >= 1_000 && value < 60_000 ? `${Number(seconds.toFixed(2))}\u202fs` : formatDuration(value);
}

/** As tooltip and table write it, exact. */
export function exactLabel(value: number | null | undefined, measure: Measure): string {
  if (value === null || value === undefined) return "–";
  return EXACT[measure](value);
}
