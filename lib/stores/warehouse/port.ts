import type { WarehouseTable } from "./table.ts";

/** A Parquet file of the archive that a load has to contain. */
export interface ManifestEntry {
  key: string;
  bytes: number;
  rows: number;
}

/** All of these files, or nothing. */
export interface Manifest {
  entries: readonly ManifestEntry[];
}

export type WarehouseValue = string | number | boolean | Date | null;

export interface WarehouseTransaction {
  /** One statement; answers how many rows it changed. */
  execute(sql: string): Promise<number>;
  /** Timestamps are Dates, dates `YYYY-MM-DD`, 64-bit numbers JavaScript's. */
  rows<Row extends object>(sql: string): Promise<Row[]>;
  /**
   * Fills a table that only this transaction sees, with the table's columns, from the files, whose columns are taken by
   * position; answers its name. Two that stage for the same table wait for each other or one fails. Throws
   * `LoadRefused`, `ArchiveUnavailable`, `ArchiveDamaged`.
   */
  stage(table: WarehouseTable, manifest: Manifest): Promise<string>;
}

export interface QueryLimits {
  timeoutMs: number;
  maxRows: number;
}

export interface WarehouseAnswer {
  columns: string[];
  rows: unknown[][];
  /** There are more rows than `maxRows`. */
  truncated: boolean;
}

/**
 * Tables in the schema `warehouse`, in SQL that PostgreSQL and Redshift both know. Every method throws
 * `WarehouseUnavailable` for a passing reason: the caller may try again. What the server refuses keeps its own error.
 */
export interface Warehouse {
  /** Makes the tables that are missing, and `warehouse.property(properties, key)` (functions.ts). */
  prepare(tables: readonly WarehouseTable[]): Promise<void>;
  /** Readers see all of it at once or nothing. After `WarehouseUnavailable` it may have happened all the same. */
  transaction<T>(work: (transaction: WarehouseTransaction) => Promise<T>): Promise<T>;
  /** One reading statement, with `$1` … for values. Throws `QueryTooSlow`. */
  query(sql: string, values: readonly WarehouseValue[], limits: QueryLimits): Promise<WarehouseAnswer>;
  close(): Promise<void>;
}

/** The warehouse cannot be reached or refuses for a passing reason. */
export class WarehouseUnavailable extends Error {
  override readonly name = "WarehouseUnavailable";
}

/** Files do not fit the table that they are loaded into. */
export class LoadRefused extends Error {
  override readonly name = "LoadRefused";
}

export class QueryTooSlow extends Error {
  override readonly name = "QueryTooSlow";
}
