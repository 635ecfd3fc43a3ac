import mysql from "mysql2";
import { SetupError } from "../setup-error.ts";
import type { Entity } from "./entities.ts";
import type { Mapping } from "./mapping.ts";
import {
  type SnapshotSession,
  type SnapshotSource,
  SnapshotSourceUnavailable,
  type SourceRow,
} from "./source.ts";

const BATCH = 5_000;
const CONNECT_TIMEOUT_MS = 10_000;
/** The server refuses; anything else may pass. */
const REFUSED =
  /^ER_(ACCESS_DENIED|DBACCESS_DENIED|BAD_DB|NO_SUCH_TABLE|BAD_FIELD|PARSE|TABLEACCESS_DENIED|COLUMNACCESS_DENIED)/;

interface Options {
  /** `mysql://user:password@host:port/database`. */
  url: string;
  mapping: Mapping;
}

/** Rows are streamed from one transaction that sees one state: nothing is locked, and no table is held in memory. */
export function mysqlSource({ url, mapping }: Options): SnapshotSource {
  const name = "MySQL";
  const explained = (error: unknown): Error => {
    const message = error instanceof Error ? error.message : String(error);
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (REFUSED.test(code))
      return new SetupError(`${name} refuses the snapshot: ${message}`, { cause: error });
    return new SnapshotSourceUnavailable(`${name} does not answer: ${message}`, { cause: error });
  };
  return {
    name,
    async open(): Promise<SnapshotSession> {
      const connection = mysql.createConnection({
        uri: url,
        timezone: "Z",
        supportBigNumbers: true,
        bigNumberStrings: true,
        connectTimeout: CONNECT_TIMEOUT_MS,
      });
      connection.on("error", () => undefined);
      const ask = (sql: string) =>
        new Promise<SourceRow[]>((resolve, reject) => {
          connection.query(sql, (error, rows) =>
            error === null ? resolve(rows as SourceRow[]) : reject(explained(error)),
          );
        });
      try {
        await ask("set session transaction isolation level repeatable read");
        await ask("set session time_zone = '+00:00'");
        await ask("start transaction with consistent snapshot, read only");
      } catch (error) {
        connection.destroy();
        throw error;
      }
      return {
        count: async (entity: Entity) => {
          const [row] = await ask(`select count(*) as counted from (${mapping[entity]}) counted_rows`);
          return Number(row?.counted);
        },
        async *rows(entity: Entity) {
          let batch: SourceRow[] = [];
          try {
            for await (const row of connection.query(mapping[entity]).stream({ highWaterMark: BATCH })) {
              batch.push(row as SourceRow);
              if (batch.length < BATCH) continue;
              yield batch;
              batch = [];
            }
          } catch (error) {
            throw explained(error);
          }
          if (batch.length > 0) yield batch;
        },
        // What was not read to its end would be sent all the same.
        close: async () => connection.destroy(),
      };
    },
  };
}
