/** Narrow no-break space: between a figure and its unit, so that they never part. */
export const THIN_SPACE = "\u202f";
const MINUS = "\u2212";

const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** A whole number with its thousands separated: `164,208`. */
export function formatCount(value: number): string {
  return grouped.format(Math.round(value)).replace("-", MINUS);
}

/** A rate: as a whole number from 10 on, with one decimal below: `928`, `3.4`, `0`. */
export function formatRate(value: number): string {
  if (value === 0 || value >= 9.95) return formatCount(value);
  return value < 0.05 ? "<0.1" : value.toFixed(1);
}

/** Short, for axes: `350`, `1.4k`, `12k`, `1.94M`; whole numbers below 1,000 only. */
export function formatCompact(value: number): string {
  const size = Math.abs(value);
  const [divisor, unit] =
    size >= 1e9 ? [1e9, "G"] : size >= 1e6 ? [1e6, "M"] : size >= 1e3 ? [1e3, "k"] : [1, ""];
  const scaled = value / divisor;
  const digits = divisor === 1 ? (Number.isInteger(scaled) ? 0 : 1) : size / divisor < 10 ? 2 : 1;
  return `${Number(scaled.toFixed(digits))}${unit}`;
}

/**
 * A share of 1 as percent: `12.4 %`, `100 %`. Never rounds something to nothing or not-quite-all to all:
 * `<0.1 %`, `99.97 %`.
 */
export function formatPercent(share: number): string {
  return `${percentFigure(share)}${THIN_SPACE}%`;
}

function percentFigure(share: number): string {
  if (share <= 0) return "0.0";
  if (share >= 1) return formatCount(share * 100);
  if (share < 0.0005) return "<0.1";
  if (share >= 0.9995) return (Math.floor(share * 10_000) / 100).toFixed(2);
  return (share * 100).toFixed(1);
}

/** The same without decimals from 10 % on, for sentences: `12 %`, `3.1 %`. */
export function formatPercentShort(share: number): string {
  if (share >= 0.1 && share < 0.995) return `${Math.round(share * 100)}${THIN_SPACE}%`;
  return formatPercent(share);
}

function signed(value: number, text: string): string {
  if (value > 0) return `+${text}`;
  return value < 0 ? `${MINUS}${text}` : text;
}

/** The difference of two shares in percentage points: `+6.9 pt`, `−0.1 pt`, `0.0 pt`. */
export function formatPoints(difference: number): string {
  const points = Number((difference * 100).toFixed(1));
  return `${signed(points, Math.abs(points).toFixed(1))}${THIN_SPACE}pt`;
}

/** The relative change from `before` to `now`: `+2.1 %`; null when there was nothing to compare with. */
export function formatChange(now: number, before: number): string | null {
  if (before === 0) return null;
  const percent = Number(((now / before - 1) * 100).toFixed(1));
  const size = Math.abs(percent);
  return `${signed(percent, size >= 100 ? formatCount(size) : size.toFixed(1))}${THIN_SPACE}%`;
}

/** A difference of whole numbers with its sign: `+287`, `−12`, `0`. */
export function formatDifference(difference: number): string {
  const whole = Math.round(difference);
  return signed(whole, formatCount(Math.abs(whole)));
}

/** `1 Channel`, `3 Channels`. */
export function formatPlural(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** Parts a formatted figure from its unit, to set them in different sizes. */
export function splitUnit(text: string): { figure: string; unit: string } {
  const at = text.lastIndexOf(THIN_SPACE);
  return at < 0 ? { figure: text, unit: "" } : { figure: text.slice(0, at), unit: text.slice(at + 1) };
}
