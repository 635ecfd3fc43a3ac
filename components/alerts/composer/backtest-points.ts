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
  /** One for all of the time; null: none, or `limit` of the points. */
  threshold: number | null;
  limited: boolean;
}

function isWorse(value: number | null, than: number | null, least: boolean): boolean {
  if (value === null || than === null) return than === null;
  return least ? value < than : value > than;
}

/** As many points as a chart can show: of several steps the worst, so that no breach gets lost between. */
export function backtestChart({ series, step_ms, unit, threshold }: Backtest, least: boolean): BacktestChart {
  // Over long times the series is thinner than what was judged.
  const [first, second] = series;
  const spacing = first === undefined || second === undefined ? step_ms : second.at - first.at;
  const size = Math.max(1, Math.ceil(series.length / MOST_POINTS));
  const limited = series.some(({ limit }) => limit !== null);
  const points: ChartPoint[] = [];
  for (let place = 0; place < series.length; place += size) {
    const group = series.slice(place, place + size);
    const shown = group.reduce((worst, point) => (isWorse(point.value, worst.value, least) ? point : worst));
    const scale = (value: number | null) => (value === null ? null : scaled(value, unit));
    points.push({
      at: group[0]?.at ?? 0,
      values: { value: scale(shown.value), ...(limited && { limit: scale(shown.limit) }) },
    });
  }
  return {
    points,
    bucketMs: spacing * size,
    measure: MEASURES[unit],
    limited,
    threshold: threshold === null || threshold === 0 ? null : scaled(threshold, unit),
  };
}
