import type { Pool } from "pg";
import type { EventQuery, KeywordField } from "../../../events/query/types.ts";
import type { FacetCounts } from "../port.ts";
import { Bindings, scopeSql, whereSql } from "./conditions.ts";
import type { OnRows } from "./health.ts";
import { CELLS, TABLE } from "./schema.ts";
import { decidedByCells, inSnapshot, isCellField, type Snapshot } from "./snapshot.ts";

type Counts = Map<KeywordField, Map<string, number>>;

/** Sealed hours are counted cell by cell, the rest row by row, each in one scan for all fields; ties by value. */
export async function facets(
  pool: Pool,
  query: EventQuery,
  fields: KeywordField[],
  limit: number,
  onRows: OnRows,
): Promise<FacetCounts> {
  if (fields.length === 0) return {};
  const counts: Counts = new Map(fields.map((field) => [field, new Map()]));
  const useCells = fields.every(isCellField) && query.where.every(decidedByCells);
  await inSnapshot(pool, query, useCells ? "cells" : "rows at once", async ({ client, sealed, rest }) => {
    if (sealed.length > 0) {
      const bindings = new Bindings();
      const where = `hour = any(${bindings.add(sealed)}) and ${scopeSql(query, bindings)}`;
      await count(
        client,
        counts,
        "sum(octet_length(requests) / 8)::bigint",
        `${CELLS} where ${where}`,
        bindings,
      );
    }
    for (const stretch of rest) {
      const bindings = new Bindings();
      const where = whereSql({ ...query, ...stretch }, bindings);
      await count(client, counts, "count(*)", `${TABLE} where ${where}`, bindings);
    }
    if (useCells) onRows(rest);
  });
  return Object.fromEntries([...counts].map(([field, values]) => [field, mostFrequent(values, limit)]));
}

async function count(
  client: Snapshot["client"],
  counts: Counts,
  sum: string,
  from: string,
  bindings: Bindings,
): Promise<void> {
  const fields = [...counts.keys()];
  const sets = fields.map((field) => `(${field})`).join(", ");
  const marks = fields.map((field) => `when grouping(${field}) = 0 then '${field}'`).join(" ");
  const { rows } = await client.query<{ field: KeywordField; value: string | null; count: number }>(
    `select case ${marks} end as field, coalesce(${fields.join(", ")}) as value, ${sum} as count
     from ${from} group by grouping sets (${sets})`,
    bindings.values,
  );
  for (const { field, value, count: more } of rows) {
    const values = counts.get(field);
    if (value !== null) values?.set(value, (values.get(value) ?? 0) + more);
  }
}

function mostFrequent(values: Map<string, number>, limit: number) {
  return [...values]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, limit);
}
