import { DatabaseError } from "pg";
import { StreamUnavailable } from "../port.ts";

const UNDEFINED_TABLE = "42P01";

/** SQLSTATE classes and codes after which the same statement may succeed: connection, resources, shutdown, locks. */
const PASSING = [/^08/, /^53/, /^57P0[1-5]/, /^57014$/, /^40/, /^55P03$/, /^58/, /^25006$/, /^25P0[34]$/];

/** A passing failure as `StreamUnavailable`; anything else as it came. */
export function asStreamError(error: unknown): unknown {
  if (error instanceof StreamUnavailable) return error;
  if (error instanceof DatabaseError) {
    const code = error.code ?? "";
    if (PASSING.some((pattern) => pattern.test(code)))
      return new StreamUnavailable(`PostgreSQL: ${error.message}`, { cause: error });
    return error;
  }
  // Whatever the server did not say itself comes from the connection (refused, reset, terminated, timed out).
  if (error instanceof Error && !(error instanceof TypeError) && !(error instanceof RangeError))
    return new StreamUnavailable(`PostgreSQL cannot be reached: ${error.message || error.name}`, {
      cause: error,
    });
  return error;
}

export function isMissingTable(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === UNDEFINED_TABLE;
}
