import type { Answer, Look } from "./views.ts";

/** More than these bars or lines nobody tells apart. */
const MOST_SERIES = 8;
const MOST_BARS = 30;

export interface LinePlot {
  look: "line";
  /** Instants, ascending and equidistant, milliseconds. */
  at: number[];
  stepMs: number;
  /** A value for each instant; null: the answer has none. */
  series: { name: string; values: (number | null)[] }[];
  /** Lines that are left out, the lowest. */
  more: number;
}

export interface BarPlot {
  look: "bar";
  bars: { name: string; value: number }[];
  measure: string;
  /** Bars that are left out. */
  more: number;
}

export type Plot = LinePlot | BarPlot;

const columnOf = ({ columns }: Answer, kind: "time" | "number" | "text") =>
  columns.findIndex((column) => column.kind === kind);

const shown = (value: Answer["rows"][number][number] | undefined) =>
  value === null || value === undefined ? "none" : String(value);

/** Which look fits the columns: a line over time, bars for a word and a figure, else the table alone. */
export function fittingLook(answer: Answer): Look {
  if (answer.rows.length === 0 || columnOf(answer, "number") < 0) return "table";
  const times = new Set(answer.rows.map((row) => row[columnOf(answer, "time")]));
  if (columnOf(answer, "time") >= 0 && times.size > 1) return "line";
  return columnOf(answer, "text") >= 0 ? "bar" : "table";
}

const DAY_MS = 86_400_000;
const MOST_POINTS = 2_000;

/** The steps between the first and the last; months have no one length, so those are taken as they are. */
function axisOf(instants: number[]): { at: number[]; stepMs: number } {
  const at = [...new Set(instants)].sort((left, right) => left - right);
  const gaps = at.slice(1).map((instant, place) => instant - (at[place] ?? 0));
  const stepMs = Math.min(...gaps, 31 * DAY_MS);
  const [first, last] = [at[0] ?? 0, at.at(-1) ?? 0];
  const even = stepMs > 0 && gaps.every((gap) => gap % stepMs === 0);
  if (!even || (last - first) / stepMs > MOST_POINTS) return { at, stepMs };
  const count = Math.round((last - first) / stepMs) + 1;
  return { at: Array.from({ length: count }, (_, place) => first + place * stepMs), stepMs };
}

const isNumber = (value: unknown): value is number => typeof value === "number";

function lineOf(answer: Answer): LinePlot | null {
  const [time, text] = [columnOf(answer, "time"), columnOf(answer, "text")];
  const figures = answer.columns.flatMap(({ kind }, place) => (kind === "number" ? [place] : []));
  if (time < 0 || figures.length === 0) return null;
  const points = new Map<string, Map<number, number>>();
  for (const row of answer.rows) {
    const at = Date.parse(String(row[time]));
    if (Number.isNaN(at)) continue;
    for (const place of text < 0 ? figures : figures.slice(0, 1)) {
      const name = text < 0 ? (answer.columns[place]?.name ?? "") : shown(row[text]);
      const value = row[place];
      if (!isNumber(value)) continue;
      const series = points.get(name) ?? new Map<number, number>();
      points.set(name, series.set(at, (series.get(at) ?? 0) + value));
    }
  }
  const { at, stepMs } = axisOf([...points.values()].flatMap((series) => [...series.keys()]));
  const total = (series: Map<number, number>) => [...series.values()].reduce((sum, value) => sum + value, 0);
  const ranked = [...points].sort(([, left], [, right]) => total(right) - total(left));
  const series = ranked.slice(0, MOST_SERIES).map(([name, values]) => ({
    name,
    values: at.map((instant) => values.get(instant) ?? null),
  }));
  return { look: "line", at, stepMs, series, more: ranked.length - series.length };
}

function barOf(answer: Answer): BarPlot | null {
  const figure = columnOf(answer, "number");
  if (figure < 0) return null;
  const name = columnOf(answer, "text") >= 0 ? columnOf(answer, "text") : columnOf(answer, "time");
  const bars = answer.rows.flatMap((row) => {
    const value = row[figure];
    return isNumber(value) ? [{ name: name < 0 ? "all" : shown(row[name]), value }] : [];
  });
  const measure = answer.columns[figure]?.name ?? "";
  return { look: "bar", bars: bars.slice(0, MOST_BARS), measure, more: Math.max(0, bars.length - MOST_BARS) };
}

/** The answer as a picture; null: it has nothing to draw in this look. */
export function plotOf(answer: Answer, look: Look): Plot | null {
  if (look === "table") return null;
  const plot = look === "line" ? lineOf(answer) : barOf(answer);
  if (plot === null) return null;
  return (plot.look === "line" ? plot.series.length : plot.bars.length) === 0 ? null : plot;
}
