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

/** A stretch with both ends, shaded and marked where it begins. */
export interface ChartStretch {
  from: number;
  to: number;
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
  stretches?: readonly ChartStretch[];
  /** A dashed line across, with its value written on it. */
  threshold?: { value: number; label: string } | null;
  /** Buckets that end later are drawn as unfinished. */
  completeTo?: number | null;
  /** Charts of one group share their crosshair. */
  group?: string;
  /** Called with [from, to) when a stretch was dragged. */
  onZoom?: (from: number, to: number) => void;
  /** Where the requests of [from, to) are. */
  bucketHref?: (from: number, to: number) => string;
}
