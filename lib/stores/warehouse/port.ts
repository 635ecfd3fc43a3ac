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

/** What a column of an answer holds, as far as a chart has to know. */
export type ReportKind = "number" | "time" | "text";

export interface ReportAnswer {
  columns: { name: string; kind: ReportKind }[];
  /** Instants are Dates, dates `YYYY-MM-DD`, 64-bit numbers JavaScript's, whatever is none of these a text. */
  rows: WarehouseValue[][];
  /** There is more than `maxRows`, or than an answer may hold. */
  truncated: boolean;
}

/**
 * The warehouse for SQL that somebody wrote: by a role of its own, which reads the schema `warehouse` and nothing else,
 * in a connection of its own for each query, so that none leaves anything behind. Times are UTC.
 */
export interface WarehouseReports {
  /**
   * One SELECT. The signal breaks it off. Throws `QueryRefused`, `QueryTooSlow`, `QueryTooLarge`, `QueryCancelled`,
   * `ReportsBusy`, `ReportsNotSetUp`, `WarehouseUnavailable`.
   */
  query(sql: string, limits: QueryLimits, signal?: AbortSignal): Promise<ReportAnswer>;
  close(): Promise<void>;
}

/** What the server says about the SQL. */
export class QueryRefused extends Error {
  override readonly name = "QueryRefused";
  /** In the SQL, in characters from 0; null: nowhere in particular. */
  readonly position: number | null;
  readonly hint: string | null;

  constructor(message: string, { position, hint, cause }: Pick<QueryRefused, "position" | "hint" | "cause">) {
    super(message, { cause });
    this.position = position;
    this.hint = hint;
  }
}

/** Whoever asked is not there any more. */
export class QueryCancelled extends Error {
  override readonly name = "QueryCancelled";
}

/** A single row is larger than an answer may be. */
export class QueryTooLarge extends Error {
  override readonly name = "QueryTooLarge";
}

/** As many queries run as may run at once. */
export class ReportsBusy extends Error {
  override readonly name = "ReportsBusy";
}

/** There is no role that may read the warehouse and nothing else; the message says what to do. */
export class ReportsNotSetUp extends Error {
  override readonly name = "ReportsNotSetUp";
}
