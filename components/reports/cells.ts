import { formatCount } from "#lib/format/number.ts";
import { safeText } from "#lib/format/safe-text.ts";
import type { Answer } from "#lib/reports/views.ts";

type Value = Answer["rows"][number][number];

const INSTANT = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?Z$/;

/** A figure with its thousands set apart, and as many decimals as it has, to four. */
export function figureText(value: number): string {
  if (Number.isInteger(value)) return formatCount(value);
  return value.toLocaleString("en-US", { maximumFractionDigits: 4 });
}

/** A value as a cell shows it; UTC, as the warehouse has it. */
export function cellText(value: Value): string {
  if (value === null) return "–";
  if (typeof value === "number") return figureText(value);
  if (typeof value === "boolean") return value ? "true" : "false";
  const [, day, time] = INSTANT.exec(value) ?? [];
  return day === undefined ? safeText(value) : `${day} ${time}`;
}
