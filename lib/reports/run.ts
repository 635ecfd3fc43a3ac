import { requireStaff, type Viewer } from "../channels/access.ts";
import { AppError } from "../errors.ts";
import type { Log } from "../log.ts";
import {
  QueryCancelled,
  QueryRefused,
  QueryTooLarge,
  QueryTooSlow,
  type ReportAnswer,
  ReportsBusy,
  ReportsNotSetUp,
  type WarehouseReports,
  WarehouseUnavailable,
} from "../stores/warehouse/port.ts";
import { TIMEOUT_MS } from "./limits.ts";
import { placeInWords } from "./place.ts";

export interface ReportDeps {
  reports: WarehouseReports;
  log: Log;
}

const RETRY_SECONDS = 5;

/** What may be said of why there is no answer. */
function refusalOf(error: unknown, sql: string, timeoutMs: number): unknown {
  if (error instanceof QueryRefused) {
    const { position, hint, message } = error;
    const place = position === null ? "" : ` (${placeInWords(sql, position)})`;
    const detail = { field: "sql", ...(position === null ? {} : { position }), cause: error };
    return new AppError("bad_request", `${message}${place}.${hint === null ? "" : ` ${hint}`}`, detail);
  }
  if (error instanceof QueryTooSlow) {
    const words = `The query was broken off after ${timeoutMs / 1_000} seconds. Ask for less: fewer days, or a table of counts.`;
    return new AppError("bad_request", words, { field: "sql", cause: error });
  }
  if (error instanceof QueryTooLarge)
    return new AppError("too_large", "The answer is too large. Ask for fewer rows or shorter texts.");
  if (error instanceof QueryCancelled) return new AppError("bad_request", "The query was cancelled.");
  if (error instanceof ReportsBusy)
    return new AppError("rate_limited", `${error.message} Try again when one of them is done.`, {
      retryAfter: RETRY_SECONDS,
    });
  if (error instanceof ReportsNotSetUp) return new AppError("unavailable", error.message, { cause: error });
  if (error instanceof WarehouseUnavailable)
    return new AppError("unavailable", "The warehouse does not answer at present. Try again shortly.", {
      retryAfter: RETRY_SECONDS,
      cause: error,
    });
  return error;
}

interface RunOptions {
  maxRows: number;
  timeoutMs?: number;
  signal?: AbortSignal | undefined;
}

/**
 * Runs a query over the whole warehouse; needs `reports:use`. Throws `bad_request` on `sql` with its position,
 * `too_large`, `rate_limited`, `unavailable`.
 */
export async function runReport(
  { reports, log }: ReportDeps,
  viewer: Viewer,
  sql: string,
  { maxRows, timeoutMs = TIMEOUT_MS, signal }: RunOptions,
): Promise<ReportAnswer> {
  requireStaff(viewer, "reports:use");
  const began = performance.now();
  const about = { viewer: viewer.id, sql: sql.slice(0, 500) };
  try {
    const answer = await reports.query(sql, { timeoutMs, maxRows }, signal);
    log.info({ ...about, ms: Math.round(performance.now() - began), rows: answer.rows.length }, "report");
    return answer;
  } catch (error) {
    throw refusalOf(error, sql, timeoutMs);
  }
}
