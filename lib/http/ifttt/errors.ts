import type { AppError, ErrorCode } from "../../errors.ts";
import type { Log } from "../../log.ts";
import { publicError } from "../problem.ts";

/** The protocol knows few statuses. */
const STATUS: Record<ErrorCode, number> = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 404,
  not_found: 404,
  conflict: 400,
  too_large: 400,
  unsupported_type: 400,
  rate_limited: 503,
  unavailable: 503,
};

/** `{"errors": [{"message"}]}`; what nobody foresaw is logged, and keeps its detail to itself. */
export function errorsOf(error: unknown, log: Log | null): Response {
  const known = publicError(error);
  if (known === null || known.code === "unavailable") log?.error({ err: error }, "IFTTT request failed");
  const message = known?.message ?? "Something went wrong here.";
  const status = known === null ? 500 : STATUS[known.code];
  return Response.json({ errors: [{ message }] }, { status, headers: headersOf(known) });
}

function headersOf(known: AppError | null): Record<string, string> {
  if (known?.retryAfter === undefined) return {};
  return { "retry-after": String(Math.ceil(known.retryAfter)) };
}
