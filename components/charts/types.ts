export interface ChartSeries {
  key: string;
  name: string;
  /** A CSS colour. */
  color: string;
  mark: "bar" | "line";
  /** A line for comparison: dashed and quiet. */
  quiet?: boolean;
  /** Where the requests behind it are. */
  href?: string;
}

export interface ChartPoint {
  /** Start of its bucket, milliseconds since 1970. */
  at: number;
  values: Readonly<Record<string, number | null>>;
}

/** A stretch to point out, open-ended to the right. */
export interface ChartBand {
  from: number;
  /** Absent where a chart above says it. */
  label?: string;
}

/** A stretch that is over, or goes on to the end of what is shown. */
export interface ChartSpan {
  key: string;
  from: number;
  /** null: still. */
  to: number | null;
  /** `quiet` for what was expected. */
  tone: "danger" | "quiet";
  /** Short, at its top; absent where a chart above says it. */
  label?: string;
}

/** An instant to point out. */
export interface ChartMark {
  at: number;
  label: string;
  tone: "danger" | "warning" | "good";
  /** On which side of its line the label stands. */
  side: "left" | "right";
}

export interface TimeChartProps {
  /** Its name for assistive technology. */
  label: string;
  /** Equidistant, ascending. */
  points: readonly ChartPoint[];
  bucketMs: number;
  series: readonly ChartSeries[];
  /** Bars are stacked in the order of the series. */
  measure: "count" | "duration" | "share" | "number";
  height: number;
  band?: ChartBand | null;
  spans?: readonly ChartSpan[];
  marks?: readonly ChartMark[];
  /** A level to compare with, in the measure's unit. */
  threshold?: number | null;
  /** Its value in words, to stand on its line. */
  thresholdLabel?: string;
  /** Buckets that end later are drawn as unfinished. */
  completeTo?: number | null;
  /** Charts of one group share their crosshair. */
  group?: string;
  /** Called with [from, to) when a stretch was dragged. */
  onZoom?: (from: number, to: number) => void;
  /** Where the requests of [from, to) are. */
  bucketHref?: (from: number, to: number) => string;
}
