import type { Pool } from "pg";
import type { EventQuery } from "../../../events/query/types.ts";
import type { EventIndexReader, Health } from "../port.ts";
import { readCells } from "./read-cells.ts";
import { Series } from "./series.ts";
import type { Stretch } from "./snapshot.ts";

/** What was read row by row although sealed hours could have told it: worth sealing. */
export type OnRows = (stretches: Stretch[]) => void;

export async function health(
  pool: Pool,
  query: EventQuery,
  { bucketMs, percentiles }: Parameters<EventIndexReader["health"]>[1],
  onRows: OnRows,
): Promise<Health> {
  const series = new Series(bucketMs, percentiles);
  const request = { bucketMs, by: null, detailed: percentiles };
  const rows = await readCells(pool, query, request, (cell, slotMs) => series.add(cell, slotMs));
  onRows(rows);
  return series.result();
}
