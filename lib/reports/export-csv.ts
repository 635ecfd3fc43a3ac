import type { Viewer } from "../channels/access.ts";
import { AppError } from "../errors.ts";
import { csvRow } from "../events/export/csv.ts";
import { formatCount } from "../format/number.ts";
import type { WarehouseValue } from "../stores/warehouse/port.ts";
import { EXPORTED_ROWS } from "./limits.ts";
import { type ReportDeps, runReport } from "./run.ts";

function cell(value: WarehouseValue): string | number | null {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "boolean" ? String(value) : value;
}

const PIECE = 1_000;

/**
 * The whole answer as CSV, in pieces; cells that a spreadsheet would run are made harmless. Throws as `runReport`, and
 * `too_large` for an answer that would be cut off: a file does not show that it is.
 */
export async function exportReport(
  deps: ReportDeps,
  viewer: Viewer,
  sql: string,
  signal?: AbortSignal,
): Promise<AsyncGenerator<string>> {
  const { columns, rows, truncated } = await runReport(deps, viewer, sql, { maxRows: EXPORTED_ROWS, signal });
  if (truncated)
    throw new AppError(
      "too_large",
      `The answer has more than a file holds (${formatCount(EXPORTED_ROWS)} rows or 8 MB). Ask for less.`,
    );
  return (async function* pieces() {
    yield csvRow(columns.map(({ name }) => name));
    for (let at = 0; at < rows.length; at += PIECE)
      yield rows
        .slice(at, at + PIECE)
        .map((row) => csvRow(row.map(cell)))
        .join("");
  })();
}
