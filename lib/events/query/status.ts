import { formatInterval, type Interval, parseInterval } from "./numbers.ts";
import type { Condition } from "./types.ts";

type Read = { condition: Condition } | { error: string; part: number };

const CLASSES = ["1xx", "2xx", "3xx", "4xx", "5xx"];

function readPart(text: string): Interval | null {
  const lower = text.toLowerCase();
  if (CLASSES.includes(lower)) {
    const min = Number(lower[0]) * 100;
    return { min, max: min + 100 };
  }
  const interval = parseInterval(text, null);
  if (interval === null || interval === "empty") return null;
  const bounds = [interval.min ?? 100, interval.max ?? 1_000];
  return bounds.every((bound) => bound >= 100 && bound <= 1_000) ? interval : null;
}

/**
 * `status:` takes codes, classes and comparisons, or `none`. One condition is about one stored field, so `none`
 * goes together with 4xx and 5xx (then it is the outcome that is compared), not with single codes.
 */
export function readStatus(values: readonly string[], not: boolean): Read {
  const lower = values.map((value) => value.toLowerCase());
  const none = lower.indexOf("none");
  if (none >= 0) {
    const other = lower.findIndex((value) => !["none", "4xx", "5xx"].includes(value));
    if (other >= 0) {
      return {
        part: other,
        error: "`none` can be combined with `4xx` and `5xx` only. Search for the others on their own.",
      };
    }
    return { condition: { type: "keyword", field: "outcome", values: [...new Set(lower)], not } };
  }
  const ranges: Interval[] = [];
  for (const [part, value] of values.entries()) {
    const range = readPart(value);
    if (range === null) {
      return {
        part,
        error: `\`${value}\` is no HTTP status. Write a code (503), a class (5xx), a comparison (>=500) or none.`,
      };
    }
    ranges.push(range);
  }
  return { condition: { type: "number", field: "status_code", ranges, not } };
}

/** One interval of status codes, as short as it can be written. */
export function formatStatus(range: Interval): string {
  const { min, max } = range;
  if (min !== undefined && max === min + 100 && min % 100 === 0 && min >= 100 && min <= 500) {
    return `${min / 100}xx`;
  }
  return formatInterval(range, null);
}
