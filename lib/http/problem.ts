import { randomUUID } from "node:crypto";
import { AppError, type ErrorCode } from "../errors.ts";
import type { Log } from "../log.ts";
import { IndexUnavailable } from "../stores/event-index/port.ts";
import { StreamUnavailable } from "../stores/event-stream/port.ts";
import { WarehouseUnavailable } from "../stores/warehouse/port.ts";

const STATUS: Record<ErrorCode, { status: number; title: string }> = {
  bad_request: { status: 400, title: "The request cannot be understood" },
  unauthenticated: { status: 401, title: "Sign-in or an API key is needed" },
  forbidden: { status: 403, title: "Not allowed" },
  not_found: { status: 404, title: "Not found" },
  conflict: { status: 409, title: "Conflict" },
  too_large: { status: 413, title: "Too large" },
  unsupported_type: { status: 415, title: "Type or encoding not understood" },
  rate_limited: { status: 429, title: "Too many requests" },
  unavailable: { status: 503, title: "Not available at present" },
};

const RETRY_SECONDS = 5;
/** Prisma's codes for a database that cannot be reached, is full of connections, or went away. */
const DATABASE_AWAY = /^(P1001|P1002|P1008|P1017|P2024|P2037)$/;
/** PostgreSQL's and the system's codes for the same. */
const CONNECTION_LOST = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|08\d{3}|57P0[123]|53\d{3})$/;

const STORE_AWAY: { name: string; is: (error: Error) => boolean }[] = [
  { name: "event index", is: (error) => error instanceof IndexUnavailable },
  { name: "event stream", is: (error) => error instanceof StreamUnavailable },
  { name: "warehouse", is: (error) => error instanceof WarehouseUnavailable },
  { name: "database", is: isDatabaseAway },
];

function isDatabaseAway(error: Error): boolean {
  const codes = [error, error.cause].flatMap((part) =>
    part instanceof Object && "code" in part && typeof part.code === "string" ? [part.code] : [],
  );
  return (
    codes.some((code) => DATABASE_AWAY.test(code) || CONNECTION_LOST.test(code)) ||
    error.name === "PrismaClientInitializationError"
  );
}

/** What may be said of an error. Everything that is not an `AppError` keeps its detail to itself. */
export function publicError(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (!(error instanceof Error)) return null;
  const store = STORE_AWAY.find((candidate) => candidate.is(error));
  if (store === undefined) return null;
  return new AppError("unavailable", `The ${store.name} does not answer at present. Try again shortly.`, {
    retryAfter: RETRY_SECONDS,
    cause: error,
  });
}

function headersOf(known: AppError | null): Record<string, string> {
  const headers: Record<string, string> = {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
  };
  if (known?.retryAfter !== undefined) headers["retry-after"] = String(Math.ceil(known.retryAfter));
  if (known?.code === "unauthenticated") headers["www-authenticate"] = 'Bearer realm="channelscope"';
  return headers;
}

/** Problem details (RFC 9457). What nobody foresaw is logged under the `error_id` that the answer carries. */
export function problemOf(error: unknown, log: Log | null): Response {
  const known = publicError(error);
  if (known === null || known.code === "unavailable") {
    const errorId = randomUUID();
    log?.error({ err: error, error_id: errorId }, known === null ? "request failed" : "store unavailable");
    if (known === null) {
      const body = {
        type: "about:blank",
        title: "Something went wrong",
        status: 500,
        detail: "Something went wrong here. It is logged under this error id.",
        error_id: errorId,
      };
      return new Response(JSON.stringify(body), { status: 500, headers: headersOf(null) });
    }
  }
  const { status, title } = STATUS[known.code];
  const body = {
    type: "about:blank",
    title,
    status,
    detail: known.message,
    field: known.field,
    position: known.position,
  };
  return new Response(JSON.stringify(body), { status, headers: headersOf(known) });
}
