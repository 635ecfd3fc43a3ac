import type { WarehouseTransaction } from "#lib/stores/warehouse/port.ts";
import { qualified, SCHEMA, type WarehouseColumn, type WarehouseTable } from "#lib/stores/warehouse/table.ts";
import { type Day, ofDay } from "./day.ts";

/** Longer texts are hashed by themselves: all of a row's together would not fit into one text. */
const LONG_BYTES = 1_024;
const NULL = "'~'";

/** SQL for a column's value as a text that ends where the next one begins. */
function textOf({ name, type, bytes = 256 }: WarehouseColumn): string {
  if (type === "boolean") return `case when ${name} then 't' when not ${name} then 'f' else ${NULL} end`;
  if (type !== "text") return `coalesce(cast(${name} as varchar), ${NULL})`;
  const whole =
    bytes > LONG_BYTES ? `md5(${name})` : `cast(char_length(${name}) as varchar) || ':' || ${name}`;
  return `coalesce(${whole}, ${NULL})`;
}

/** One row: `fingerprint`, the sum of those of the day's rows, each of all of its columns. */
function fingerprintSql(table: WarehouseTable, day: Day): string {
  const row = table.columns.map(textOf).join(" || '|' || ");
  return `select coalesce(sum(${SCHEMA}.fingerprint(${row})), 0) as fingerprint
    from ${qualified(table)} where ${ofDay(table, day)}`;
}

/** Of a table's day: another row, or another value in one, makes it another. */
export async function readFingerprint(
  { rows }: Pick<WarehouseTransaction, "rows">,
  table: WarehouseTable,
  day: Day,
): Promise<number> {
  const [row] = await rows<{ fingerprint: number }>(fingerprintSql(table, day));
  return row?.fingerprint ?? Number.NaN;
}
