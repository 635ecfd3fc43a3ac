import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Archive } from "../archive/port.ts";
import { copyLines } from "./copy-lines.ts";
import { openPool, passes } from "./pool.ts";
import { LoadRefused, type Warehouse } from "./port.ts";
import { CREATE_LOCK_SQL } from "./reports-role.ts";
import { SqlWarehouse } from "./sql-warehouse.ts";
import { columnList, qualified, stageName } from "./table.ts";

const CONNECTIONS = 6;

interface Options {
  url: string;
  /** Opened when something is loaded. */
  archive: () => Promise<Archive>;
}

/** The warehouse in the schema `warehouse` of any PostgreSQL 15 or later; files are streamed through this process. */
export function openPostgresWarehouse({ url, archive }: Options): Warehouse {
  return new SqlWarehouse(openPool(url, CONNECTIONS), {
    dialect: "postgres",
    createLockSql: CREATE_LOCK_SQL,
    // Readers do not wait for it, other loads do: each deletes what the one before wrote.
    claimSql: (table) => `lock table ${qualified(table)} in share row exclusive mode`,
    async load(client, table, manifest) {
      try {
        await pipeline(
          Readable.from(copyLines(await archive(), table, manifest), { objectMode: true }),
          client.query(copyFrom(`copy ${stageName(table)} (${columnList(table)}) from stdin`)),
        );
      } catch (error) {
        if (!(error instanceof pg.DatabaseError) || passes(error)) throw error;
        throw new LoadRefused(`${table.name} cannot take a file: ${error.message}`, { cause: error });
      }
    },
  });
}
