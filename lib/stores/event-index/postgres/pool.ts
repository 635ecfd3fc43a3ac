import pg from "pg";
import { outliveLostConnections } from "../../../database/outlive.ts";
import { isPassing } from "../../../database/passing.ts";
import { IndexUnavailable } from "../port.ts";

const BIGINT = 20;

/** Every bigint here is a time, a size or a count below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    oid === BIGINT && format !== "binary" ? Number : pg.types.getTypeParser(oid, format as "text"),
};

export interface PoolSettings {
  url: string;
  name: string;
  connections: number;
  /** Milliseconds after which the server gives a statement up. */
  statementTimeout: number;
}

/** JIT is off: compiling a plan over many hours takes longer than running it. Batches are sorted in memory. */
export function openPool(settings: PoolSettings): pg.Pool {
  const pool = new pg.Pool({
    connectionString: settings.url,
    application_name: `channelscope ${settings.name}`,
    max: settings.connections,
    statement_timeout: settings.statementTimeout,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    options: "-c jit=off -c work_mem=32MB",
    types,
  });
  outliveLostConnections(pool);
  return pool;
}

/** Beside the server's own answers, the driver and the system throw plain errors, all about the connection. */
function passes(error: unknown): error is Error {
  if (error instanceof pg.DatabaseError) return isPassing(error);
  return error instanceof Error && error.constructor === Error;
}

/** Runs work against the server; what passes becomes `IndexUnavailable`, anything else stays what it is. */
export async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!passes(error)) throw error;
    throw new IndexUnavailable(`The embedded event index does not answer: ${error.message}`, {
      cause: error,
    });
  }
}
