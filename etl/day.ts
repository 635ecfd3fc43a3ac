import { dayOf } from "#lib/day.ts";
import type { WarehouseTransaction } from "#lib/stores/warehouse/port.ts";
import { columnList, qualified, type WarehouseTable } from "#lib/stores/warehouse/table.ts";

export const DAY_MS = 86_400_000;

/** A UTC day, `YYYY-MM-DD`. */
export type Day = string;

/** Its first instant, and that of the next, milliseconds since 1970. */
export function rangeOf(day: Day): { from: number; to: number } {
  const from = Date.parse(`${day}T00:00:00Z`);
  return { from, to: from + DAY_MS };
}

/** So many days earlier; null: without end. */
export const daysBefore = (day: Day, days: number): Day | null =>
  Number.isFinite(days) ? dayOf(rangeOf(day).from - days * DAY_MS) : null;

/** From the first to the last, both included. */
export function daysBetween(first: Day, last: Day): Day[] {
  const days: Day[] = [];
  for (let at = rangeOf(first).from; at <= rangeOf(last).from; at += DAY_MS) days.push(dayOf(at));
  return days;
}

/** Each once, ascending. */
export const ascending = (days: Iterable<Day>): Day[] =>
  [...new Set(days)].sort((left, right) => (left < right ? -1 : 1));

/** SQL for a day and its borders. */
export function dayLiterals(day: Day): { day: string; from: string; to: string } {
  return {
    day: `date '${day}'`,
    from: `timestamp '${day} 00:00:00'`,
    to: `timestamp '${dayOf(rangeOf(day).to)} 00:00:00'`,
  };
}

/** SQL that is true of the table's rows of this day. */
export function ofDay({ columns, day: column }: WarehouseTable, day: Day): string {
  const literals = dayLiterals(day);
  const isDate = columns.some(({ name, type }) => name === column && type === "date");
  if (isDate) return `${column} = ${literals.day}`;
  return `${column} >= ${literals.from} and ${column} < ${literals.to}`;
}

/**
 * Puts the rows of a query in the place of the table's day, in the order of its sort key: an index grows at its end, and
 * Redshift has nothing to sort later. Answers how many.
 */
export async function replaceDay(
  { execute }: WarehouseTransaction,
  table: WarehouseTable,
  day: Day,
  select: string,
): Promise<number> {
  await execute(`delete from ${qualified(table)} where ${ofDay(table, day)}`);
  const columns = columnList(table);
  return execute(
    `insert into ${qualified(table)} (${columns})\nselect * from (\n${select}\n) made (${columns}) order by ${table.sort.join(", ")}`,
  );
}
