import pg from "pg";
import { functionsSql } from "./functions.ts";
import { withValues } from "./literal.ts";
import { reaching } from "./pool.ts";
import {
  type Manifest,
  type QueryLimits,
  QueryTooSlow,
  type Warehouse,
  type WarehouseAnswer,
  type WarehouseTransaction,
  type WarehouseValue,
} from "./port.ts";
import { createTableSql, type Dialect, SCHEMA, stageName, stageSql, type WarehouseTable } from "./table.ts";

/** What differs between servers. */
interface Loader {
  dialect: Dialect;
  /** SQL that lets only one at a time load into the table; null: the server itself sees to that. */
  claimSql(table: WarehouseTable): string | null;
  /** SQL that lets only one at a time make tables; null: making them twice at once is harmless. */
  createLockSql: string | null;
  load(client: pg.PoolClient, table: WarehouseTable, manifest: Manifest): Promise<void>;
}

const CANCELLED = "57014";

/** A warehouse over the PostgreSQL wire. */
export class SqlWarehouse implements Warehouse {
  readonly #pool: pg.Pool;
  readonly #loader: Loader;
  /** Making a function again is a change to the catalogue, which two cannot do at once. */
  #hasFunctions: boolean = false;

  constructor(pool: pg.Pool, loader: Loader) {
    this.#pool = pool;
    this.#loader = loader;
  }

  async prepare(tables: readonly WarehouseTable[]): Promise<void> {
    const { createLockSql, dialect } = this.#loader;
    await this.transaction(async ({ execute }) => {
      if (createLockSql !== null) await execute(createLockSql);
      await execute(`create schema if not exists ${SCHEMA}`);
      for (const table of tables)
        for (const statement of createTableSql(table, dialect)) await execute(statement);
      if (!this.#hasFunctions) for (const statement of functionsSql(dialect)) await execute(statement);
    });
    this.#hasFunctions = true;
  }

  async transaction<T>(work: (transaction: WarehouseTransaction) => Promise<T>): Promise<T> {
    return this.#session("begin", async (client) => {
      const result = await work(this.#transactionOn(client));
      await reaching(() => client.query("commit"));
      return result;
    });
  }

  async query(
    sql: string,
    values: readonly WarehouseValue[],
    { timeoutMs, maxRows }: QueryLimits,
  ): Promise<WarehouseAnswer> {
    const statement = withValues(sql.replace(/[;\s]+$/, ""), values);
    return this.#session("begin read only", async (client) => {
      try {
        await client.query(`set local statement_timeout = ${Math.ceil(timeoutMs)}`);
        // By the protocol that takes one statement only, whatever somebody typed.
        const declare = { text: `declare answer cursor for ${statement}`, queryMode: "extended" };
        await client.query(declare);
        const answer = await fetchRows(client, maxRows);
        await client.query("rollback");
        return answer;
      } catch (error) {
        if (!(error instanceof pg.DatabaseError) || error.code !== CANCELLED) throw error;
        throw new QueryTooSlow(`The query took longer than ${timeoutMs} ms.`, { cause: error });
      }
    });
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  #transactionOn(client: pg.PoolClient): WarehouseTransaction {
    const execute = async (sql: string) => (await reaching(() => client.query(sql))).rowCount ?? 0;
    return {
      execute,
      rows: async <Row extends object>(sql: string) => (await reaching(() => client.query<Row>(sql))).rows,
      stage: async (table, manifest) => {
        const claim = this.#loader.claimSql(table);
        if (claim !== null) await execute(claim);
        for (const statement of stageSql(table)) await execute(statement);
        if (manifest.entries.length > 0) await reaching(() => this.#loader.load(client, table, manifest));
        return stageName(table);
      },
    };
  }

  /** A connection whose work failed is not used again: its end undoes what was not committed. */
  async #session<T>(begin: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await reaching(() => this.#pool.connect());
    let broken = true;
    try {
      await reaching(() => client.query(begin));
      const result = await work(client);
      broken = false;
      return result;
    } finally {
      client.release(broken);
    }
  }
}

/** Redshift on a single node hands out no more at a time. */
const ROWS_AT_ONCE = 1_000;

/** The rows of the cursor `answer`. */
async function fetchRows(client: pg.PoolClient, maxRows: number): Promise<WarehouseAnswer> {
  const rows: WarehouseValue[][] = [];
  for (;;) {
    const wanted = Math.min(ROWS_AT_ONCE, maxRows + 1 - rows.length);
    const text = `fetch forward ${wanted} from answer`;
    const fetched = await client.query<WarehouseValue[]>({ text, rowMode: "array" });
    rows.push(...fetched.rows);
    if (fetched.rows.length < wanted || rows.length > maxRows) {
      const columns = fetched.fields.map(({ name }) => name);
      return { columns, rows: rows.slice(0, maxRows), truncated: rows.length > maxRows };
    }
  }
}
