import pg from "pg";
import { ArchiveDamaged } from "../../archive/open-parquet.ts";
import { outliveLostConnections } from "../../database/outlive.ts";
import { isPassing } from "../../database/passing.ts";
import { ArchiveRefused, ArchiveUnavailable } from "../archive/port.ts";
import { LoadRefused, WarehouseUnavailable } from "./port.ts";

const CONNECT_TIMEOUT_MS = 10_000;

/** Redshift's word for a transaction that another was faster than. */
const NOT_SERIALIZABLE = "1023";

const NOT_OURS = [ArchiveUnavailable, ArchiveRefused, ArchiveDamaged, LoadRefused];

/** Whether another try makes sense, of an error of the driver or the server; the driver's own are the connection's. */
export function passes(error: Error): boolean {
  if (!(error instanceof pg.DatabaseError)) return true;
  return isPassing(error) || (error.detail ?? "").includes(`code: ${NOT_SERIALIZABLE}`);
}

/** Runs what speaks with the server; passing failures become `WarehouseUnavailable`. */
export async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || NOT_OURS.some((kind) => error instanceof kind)) throw error;
    if (!passes(error)) throw error;
    throw new WarehouseUnavailable(`The warehouse does not answer: ${error.message}`, { cause: error });
  }
}

const [INT8, NUMERIC, DATE, TIMESTAMP] = [20, 1700, 1082, 1114];

/** Warehouses keep UTC without a zone, and numbers that JavaScript holds. */
function parserOf(oid: number, format?: "text" | "binary"): (text: string) => unknown {
  if (oid === INT8 || oid === NUMERIC) return Number;
  if (oid === DATE) return String;
  if (oid === TIMESTAMP) return (text) => new Date(`${text.replace(" ", "T")}Z`);
  return pg.types.getTypeParser(oid, format) as (text: string) => unknown;
}

export const TYPES = { getTypeParser: parserOf as typeof pg.types.getTypeParser };

export function openPool(url: string, connections: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: "channelscope warehouse",
    max: connections,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    types: TYPES,
  });
  outliveLostConnections(pool);
  return pool;
}
