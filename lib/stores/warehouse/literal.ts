import pg from "pg";
import type { WarehouseValue } from "./port.ts";

function literal(value: WarehouseValue): string {
  if (value === null) return "null";
  if (value instanceof Date) return `timestamp '${value.toISOString().slice(0, -1).replace("T", " ")}'`;
  return typeof value === "string" ? pg.escapeLiteral(value) : String(value);
}

/**
 * Puts the values in the places of `$1` … : a cursor takes no parameters on every server. Those in texts and names stay
 * as they are.
 */
export function withValues(sql: string, values: readonly WarehouseValue[]): string {
  if (values.length === 0) return sql;
  return sql.replace(/'(?:[^']|'')*'|"[^"]*"|\$(\d+)/g, (found, place?: string) => {
    if (place === undefined) return found;
    const value = values[Number(place) - 1];
    if (value === undefined)
      throw new RangeError(`The query names $${place} and has ${values.length} values`);
    return literal(value);
  });
}
