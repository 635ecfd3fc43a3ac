import type { Pool } from "pg";
import type { EventQuery } from "../../../events/query/types.ts";
import type { FigureGroup, GroupOptions } from "../port.ts";
import type { OnRows } from "./health.ts";
import { readCells } from "./read-cells.ts";
import { Series } from "./series.ts";

/** Most requests first, ties by key. */
export async function groups(
  pool: Pool,
  query: EventQuery,
  { by, limit, bucketMs, percentiles: detailed = true }: GroupOptions,
  onRows: OnRows,
): Promise<FigureGroup[]> {
  const width = bucketMs ?? null;
  const series = new Map<string, Series>();
  const rows = await readCells(pool, query, { bucketMs: width, by, detailed }, (cell, slotMs) => {
    if (cell.group === null) return;
    const found = series.get(cell.group) ?? new Series(width, detailed);
    series.set(cell.group, found);
    found.add(cell, slotMs);
  });
  onRows(rows);
  return [...series]
    .map(([key, group]) => ({ key, ...group.result() }))
    .sort((a, b) => b.total.requests - a.total.requests || (a.key < b.key ? -1 : 1))
    .slice(0, limit);
}
