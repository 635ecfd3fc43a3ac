import {
  QueryTooSlow,
  type Warehouse,
  WarehouseUnavailable,
  type WarehouseValue,
} from "../stores/warehouse/port.ts";

/** A year of weeks and days of one Channel is far below. */
const LIMITS = { timeoutMs: 10_000, maxRows: 20_000 };

/** Rows by the names of their columns. A warehouse that takes too long counts as one that does not answer. */
export async function ask<Row>(
  warehouse: Pick<Warehouse, "query">,
  sql: string,
  values: readonly WarehouseValue[],
): Promise<Row[]> {
  try {
    const { columns, rows } = await warehouse.query(sql, values, LIMITS);
    return rows.map((row) => Object.fromEntries(columns.map((name, place) => [name, row[place]])) as Row);
  } catch (error) {
    if (!(error instanceof QueryTooSlow)) throw error;
    throw new WarehouseUnavailable(error.message, { cause: error });
  }
}
