import type { RequestView } from "../views.ts";

/** Headers, timings and excerpts are no cells: NDJSON has them. */
const COLUMNS = [
  "timestamp",
  "id",
  "channel",
  "kind",
  "endpoint",
  "method",
  "url",
  "status_code",
  "outcome",
  "fault",
  "error_label",
  "error_type",
  "error_message",
  "duration_ms",
  "attempt",
  "max_attempts",
  "request_bytes",
  "response_bytes",
  "request_id",
  "recipe_id",
  "run_id",
  "user_id",
  "worker",
] as const satisfies readonly (keyof RequestView)[];

/** What a spreadsheet takes for a formula, in full width too, or skips on its way to one. */
const ACTIVE = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** One cell after RFC 4180. Text that a spreadsheet would run gets a leading `'`; numbers are left alone. */
export function csvCell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const harmless = ACTIVE.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Cells as a line. */
export const csvRow = (cells: readonly Parameters<typeof csvCell>[0][]): string =>
  `${cells.map(csvCell).join(",")}\r\n`;

export const CSV_HEADER = csvRow(COLUMNS);

export const csvLine = (request: RequestView): string => csvRow(COLUMNS.map((column) => request[column]));
