import type { ChartPoint, TimeChartProps } from "#components/charts/types.ts";
import type { Unit } from "#lib/alerts/trigger.ts";
import type { Backtest } from "#lib/alerts/views.ts";

const MOST_POINTS = 336;

const MEASURES: Record<Unit, TimeChartProps["measure"]> = {
  percent: "share",
  milliseconds: "duration",
  requests: "count",
  ratio: "number",
  spreads: "number",
};

/** A figure as its chart counts it. */
const scaled = (value: number, unit: Unit) => (unit === "percent" ? value / 100 : value);

export interface BacktestChart {
  points: ChartPoint[];
  bucketMs: number;
  measure: TimeChartProps["measure"];
  threshold: number | null;
}

/** As many points as a chart can show: of several steps the worst, so that no breach gets lost between. */
export function backtestChart({ series, step_ms, unit, threshold }: Backtest, least: boolean): BacktestChart {
  // Over long times the series is thinner than what was judged.
  const [first, second] = series;
  const spacing = first === undefined || second === undefined ? step_ms : second.at - first.at;
  const size = Math.max(1, Math.ceil(series.length / MOST_POINTS));
  const worst = least ? Math.min : Math.max;
  const points: ChartPoint[] = [];
  for (let place = 0; place < series.length; place += size) {
    const group = series.slice(place, place + size);
    const values = group.flatMap(({ value }) => (value === null ? [] : [scaled(value, unit)]));
    const value = values.length === 0 ? null : worst(...values);
    points.push({ at: group[0]?.at ?? 0, values: { value } });
  }
  return {
    points,
    bucketMs: spacing * size,
    measure: MEASURES[unit],
    threshold: threshold === null || threshold === 0 ? null : scaled(threshold, unit),
  };
}
