/** A half-open interval of numbers; a missing bound is open. */
export interface Interval {
  min?: number;
  max?: number;
}

export type Unit = "ms" | "B" | null;

const UNITS: Record<"ms" | "B", Record<string, number>> = {
  ms: { ms: 1, s: 1_000, m: 60_000, min: 60_000, h: 3_600_000 },
  B: { b: 1, kb: 1e3, mb: 1e6, gb: 1e9 },
};

/** The next number that a double can hold; what makes "greater than" a half-open interval. Only for numbers ≥ 0. */
function nextUp(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigUint64(0, view.getBigUint64(0) + 1n);
  return view.getFloat64(0);
}

/** The number whose `nextUp` this is. Only for numbers > 0. */
function nextDown(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigUint64(0, view.getBigUint64(0) - 1n);
  return view.getFloat64(0);
}

/** `1.5s`, `250`, `10kB` in the field's base unit; null when it is no such number. */
function parseQuantity(text: string, unit: Unit): number | null {
  const match = /^(\d+(?:\.\d+)?|\.\d+)\s?([a-z]*)$/i.exec(text);
  if (match === null) return null;
  const suffix = (match[2] ?? "").toLowerCase();
  const factor = suffix === "" ? 1 : unit === null ? undefined : UNITS[unit][suffix];
  if (factor === undefined) return null;
  const value = Number(match[1]) * factor;
  return Number.isFinite(value) && value <= Number.MAX_SAFE_INTEGER ? value : null;
}

/** Durations are fractions; everything else is counted in whole numbers. */
const successor = (value: number, unit: Unit) => (unit === "ms" ? nextUp(value) : Math.floor(value) + 1);
const predecessor = (value: number, unit: Unit) => (unit === "ms" ? nextDown(value) : value - 1);
const lowest = (value: number, unit: Unit) => (unit === "ms" ? value : Math.ceil(value));

/** `>1s`, `<=200`, `100..200` (both ends included), `=5`, `5`; null when it is none of these. */
export function parseInterval(text: string, unit: Unit): Interval | "empty" | null {
  const between = /^(.+?)\.\.(.+)$/.exec(text);
  if (between !== null) {
    const from = parseQuantity(between[1] ?? "", unit);
    const to = parseQuantity(between[2] ?? "", unit);
    if (from === null || to === null) return null;
    const interval = { min: lowest(from, unit), max: successor(to, unit) };
    return interval.min >= interval.max ? "empty" : interval;
  }
  const compared = /^(>=|<=|>|<|=)?\s?(.*)$/.exec(text);
  const value = parseQuantity(compared?.[2] ?? "", unit);
  if (value === null) return null;
  switch (compared?.[1]) {
    case ">":
      return { min: successor(value, unit) };
    case ">=":
      return { min: lowest(value, unit) };
    case "<":
      return value === 0 ? "empty" : { max: lowest(value, unit) };
    case "<=":
      return { max: successor(value, unit) };
    default:
      return lowest(value, unit) === value ? { min: value, max: successor(value, unit) } : "empty";
  }
}

function formatQuantity(value: number, unit: Unit): string {
  const larger = unit === "ms" ? "s" : "kB";
  const short = `${value / 1_000}${larger}`;
  if (unit !== null && value >= 1_000 && value % 100 === 0 && parseQuantity(short, unit) === value)
    return short;
  return `${value}${unit ?? ""}`;
}

/** True when the number only exists as the successor of what somebody wrote. */
function isSuccessor(value: number, unit: Unit): boolean {
  return unit === "ms" && value > 0 && String(nextDown(value)).length < String(value).length;
}

/** Writes an interval so that `parseInterval` reads the same one again. */
export function formatInterval({ min, max }: Interval, unit: Unit): string {
  if (min !== undefined && max !== undefined) {
    const last = predecessor(max, unit);
    if (last <= min) return formatQuantity(min, unit);
    return `${formatQuantity(min, unit)}..${formatQuantity(last, unit)}`;
  }
  if (min !== undefined) {
    return isSuccessor(min, unit)
      ? `>${formatQuantity(nextDown(min), unit)}`
      : `>=${formatQuantity(min, unit)}`;
  }
  if (max === undefined) return ">=0";
  return isSuccessor(max, unit)
    ? `<=${formatQuantity(nextDown(max), unit)}`
    : `<${formatQuantity(max, unit)}`;
}
