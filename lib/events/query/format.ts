import { FIELDS, nameOfField } from "./fields.ts";
import { formatInterval } from "./numbers.ts";
import { formatStatus } from "./status.ts";
import type { Condition } from "./types.ts";

/** Quotes a value unless it would be read as itself without. */
export function formatValue(value: string): string {
  const plain = /^[^\s",|\\*][^\s",|]*$/.test(value) && !value.endsWith("*");
  return plain ? value : `"${value.replaceAll(/["\\]/g, "\\$&")}"`;
}

/** One condition, as it is typed in the query box. */
export function formatCondition(condition: Condition): string {
  if (condition.type === "failed") return condition.value ? "is:failed" : "is:successful";
  const minus = condition.not ? "-" : "";
  if (condition.type === "phrase") {
    const text = condition.words.join(" ") + (condition.prefix ? "*" : "");
    // A lone word may look like an operator or a field once it stands without quotes.
    const plain = /^[\p{Ll}\p{N}_]+\*?$/u.test(text);
    return minus + (plain ? text : `"${text}"`);
  }
  const name = condition.field === "status_code" ? "status" : nameOfField(condition.field);
  if (condition.type === "keyword") return `${minus}${name}:${condition.values.map(formatValue).join(",")}`;
  const spec = FIELDS.find((field) => field.type === "number" && field.field === condition.field);
  const unit = spec?.type === "number" ? spec.unit : null;
  const ranges = condition.ranges.map((range) =>
    condition.field === "status_code" ? formatStatus(range) : formatInterval(range, unit),
  );
  return `${minus}${name}:${ranges.join(",")}`;
}

/** Conditions as one query text that `parseQuery` reads as the same conditions. */
export function formatQuery(conditions: readonly Condition[]): string {
  return conditions.map(formatCondition).join(" ");
}
