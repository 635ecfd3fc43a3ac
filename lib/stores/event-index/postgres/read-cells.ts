import type { Pool } from "pg";
import type { EventQuery } from "../../../events/query/types.ts";
import type { GroupBy, Hour } from "../port.ts";
import { type Cell, packedSql } from "./cells.ts";
import { Bindings, scopeSql, whereSql } from "./conditions.ts";
import { CELLS, TABLE } from "./schema.ts";
import { SEALED_SLOT_MS } from "./seal.ts";
import { decidedByCells, inSnapshot, type Snapshot, type Stretch } from "./snapshot.ts";

/** Sealed hours read at once: bounds what is in memory. */
const HOURS_AT_ONCE = 24;

const GROUP_SQL: Record<GroupBy, string> = {
  channel: "channel",
  endpoint: "coalesce(kind, '') || '/' || coalesce(endpoint, '')",
  worker: "worker",
  status_code: "status_code::text",
};

export interface CellRequest {
  /** null: the range is one slot. */
  bucketMs: number | null;
  by: GroupBy | null;
  /** Whether durations, users and Recipes are wanted, not only counts. */
  detailed: boolean;
}

/** Where a cell's slots lie: the first begins at its `base`, each is this long (milliseconds). */
export type CellVisitor = (cell: Cell, slotMs: number) => void;

/**
 * All cells of a query: those of sealed hours as they were packed, the rest packed now. Resolves to the stretches that
 * were read row by row although sealed hours could have answered.
 */
export async function readCells(
  pool: Pool,
  query: EventQuery,
  request: CellRequest,
  visit: CellVisitor,
): Promise<Stretch[]> {
  const wholeMinutes = request.bucketMs === null || request.bucketMs % SEALED_SLOT_MS === 0;
  const useCells = wholeMinutes && query.where.every(decidedByCells);
  return inSnapshot(pool, query, useCells ? "cells" : "rows at once", async ({ client, sealed, rest }) => {
    for (let start = 0; start < sealed.length; start += HOURS_AT_ONCE) {
      await readSealed(client, query, sealed.slice(start, start + HOURS_AT_ONCE), request, visit);
    }
    for (const stretch of rest) await readRows(client, { ...query, ...stretch }, request, visit);
    return useCells ? rest : [];
  });
}

/** Where only totals are counted, the packed requests stay where they are. */
const countsOnly = ({ bucketMs, detailed }: CellRequest) => bucketMs === null && !detailed;

async function readSealed(
  client: Snapshot["client"],
  query: EventQuery,
  hours: readonly Hour[],
  request: CellRequest,
  visit: CellVisitor,
): Promise<void> {
  const bindings = new Bindings();
  const packed = countsOnly(request) ? "null as requests, null as recipes" : "requests, recipes";
  const { rows } = await client.query<Cell>(
    `select hour as base, outcome, failed, fault, ${groupSql(request)}, octet_length(requests) / 8 as count, ${packed}
     from ${CELLS} where hour = any(${bindings.add(hours)}) and ${scopeSql(query, bindings)}`,
    bindings.values,
  );
  for (const cell of rows) visit(cell, SEALED_SLOT_MS);
}

async function readRows(
  client: Snapshot["client"],
  query: EventQuery,
  request: CellRequest,
  visit: CellVisitor,
): Promise<void> {
  const { bucketMs } = request;
  const base = bucketMs === null ? query.from : Math.floor(query.from / bucketMs) * bucketMs;
  const slotMs = bucketMs ?? query.to - query.from;
  const bindings = new Bindings();
  const start = `${bindings.add(base)}::bigint`;
  const packed = countsOnly(request)
    ? "null as requests, null as recipes"
    : packedSql(`(timestamp - ${start}) / ${bindings.add(slotMs)}::bigint`);
  const { rows } = await client.query<Cell>(
    `select ${start} as base, outcome, failed, fault, ${groupSql(request)}, count(*) as count, ${packed}
     from ${TABLE} where ${whereSql(query, bindings)} group by outcome, failed, fault, 5`,
    bindings.values,
  );
  for (const cell of rows) visit(cell, slotMs);
}

function groupSql({ by }: CellRequest): string {
  return `${by === null ? "null" : GROUP_SQL[by]} as group`;
}
