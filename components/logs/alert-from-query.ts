import { formatQuery } from "#lib/events/query/format.ts";
import { parseQuery } from "#lib/events/query/parse.ts";
import type { Condition } from "#lib/events/query/types.ts";

/** The part of a trigger that a condition says; null: a Recipe cannot say it. */
function fieldsOf(condition: Condition): Record<string, string> | null {
  if (condition.type === "failed") return condition.value ? {} : null;
  if (condition.type === "phrase" || condition.not) return null;
  if (condition.type === "keyword") {
    const { field, values } = condition;
    const [value, ...more] = values;
    if (field === "endpoint" && value !== undefined && more.length === 0) return { endpoint: value };
    return field === "fault" ? { faults: values.join(",") } : null;
  }
  const [range, ...more] = condition.ranges;
  const slow = condition.field === "duration_ms" && range?.min !== undefined && range.min >= 1;
  return slow && range.max === undefined && more.length === 0
    ? { type: "latency_above", milliseconds: String(range.min) }
    : null;
}

/**
 * The composer with a trigger as near to a search as triggers get; what it cannot say stands in `without`, so that it
 * is told.
 */
export function alertHref(channel: string, q: string): string {
  const params = new URLSearchParams({ type: "error_rate_above" });
  const left: Condition[] = [];
  for (const { condition } of parseQuery(q).terms) {
    const fields = fieldsOf(condition);
    if (fields === null) left.push(condition);
    else for (const [name, value] of Object.entries(fields)) params.set(name, value);
  }
  if (left.length > 0) params.set("without", formatQuery(left));
  return `/channels/${channel}/alerts/new?${params}`;
}
