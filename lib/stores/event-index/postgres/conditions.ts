import type { Condition, EventQuery } from "../../../events/query/types.ts";
import { indexableWords } from "../words.ts";
import { quoteLexeme } from "./row.ts";

/** Values of one statement; `add` gives the placeholder. No value ever becomes part of the SQL text. */
export class Bindings {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** The scope, the range and every condition. Names the hours of the range only: other partitions are not planned. */
export function whereSql(query: EventQuery, bindings: Bindings): string {
  return `timestamp >= ${bindings.add(query.from)} and timestamp < ${bindings.add(query.to)}
    and ${scopeSql(query, bindings)}`;
}

/** The scope and every condition, whatever the range. */
export function scopeSql({ scope, where }: EventQuery, bindings: Bindings): string {
  const inScope = scope.channels === "all" ? "true" : anyOf("channel", scope.channels, bindings);
  return [inScope, ...where.map((condition) => conditionSql(condition, bindings))].join(" and ");
}

function conditionSql(condition: Condition, bindings: Bindings): string {
  switch (condition.type) {
    case "failed":
      return condition.value ? "failed" : "not failed";
    case "keyword":
      return negated(anyOf(condition.field, condition.values, bindings), condition.not);
    case "number":
      return negated(rangesSql(condition, bindings), condition.not);
    case "phrase":
      return negated(phraseSql(condition, bindings), condition.not);
  }
}

/** An absent field makes a comparison null: not true, so every negation holds. */
function negated(sql: string, not: boolean): string {
  return not ? `(${sql}) is not true` : sql;
}

/** One value compares with `=`, so that the planner knows the column is constant and need not sort by it. */
function anyOf(column: string, values: readonly string[], bindings: Bindings): string {
  const [first, ...others] = values;
  if (first === undefined) return "false";
  if (others.length === 0) return `${column} = ${bindings.add(first)}`;
  return `${column} = any(${bindings.add(values)})`;
}

function rangesSql(condition: Extract<Condition, { type: "number" }>, bindings: Bindings): string {
  const ranges = condition.ranges.map(({ min, max }) => {
    const bounds = [`${condition.field} is not null`];
    if (min !== undefined) bounds.push(`${condition.field} >= ${bindings.add(min)}::float8`);
    if (max !== undefined) bounds.push(`${condition.field} < ${bindings.add(max)}::float8`);
    return `(${bounds.join(" and ")})`;
  });
  const sql = ranges.length === 0 ? "false" : `(${ranges.join(" or ")})`;
  return impliesFailure(condition) ? `(failed and ${sql})` : sql;
}

/** A status of 400 or more is a failure by definition: saying so lets the failures' index answer. */
function impliesFailure({ field, ranges }: Extract<Condition, { type: "number" }>): boolean {
  return field === "status_code" && ranges.every(({ min }) => min !== undefined && min >= 400);
}

function phraseSql(condition: Extract<Condition, { type: "phrase" }>, bindings: Bindings): string {
  const words = indexableWords(condition.words).map(quoteLexeme);
  if (words.length === 0) return "true";
  return `words @@ ${bindings.add(words.join(" <-> ") + (condition.prefix ? ":*" : ""))}::tsquery`;
}
