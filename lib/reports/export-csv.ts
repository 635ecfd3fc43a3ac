import type { Viewer } from "../channels/access.ts";
import { csvRow } from "../events/export/csv.ts";
import type { WarehouseValue } from "../stores/warehouse/port.ts";
import { EXPORTED_ROWS } from "./limits.ts";
import { type ReportDeps, runReport } from "./run.ts";

function cell(value: WarehouseValue): string | number | null {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "boolean" ? String(value) : value;
}

const PIECE = 1_000;

/** The answer as CSV, in pieces; cells that a spreadsheet would run are made harmless. Throws as `runReport`. */
export async function exportReport(
  deps: ReportDeps,
  viewer: Viewer,
  sql: string,
  signal?: AbortSignal,
): Promise<AsyncGenerator<string>> {
  const { columns, rows } = await runReport(deps, viewer, sql, { maxRows: EXPORTED_ROWS, signal });
  return (async function* pieces() {
    yield csvRow(columns.map(({ name }) => name));
    for (let at = 0; at < rows.length; at += PIECE)
      yield rows
        .slice(at, at + PIECE)
        .map((row) => csvRow(row.map(cell)))
        .join("");
  })();
}
