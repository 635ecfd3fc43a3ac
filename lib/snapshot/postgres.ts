import pg from "pg";
import { isPassing } from "../database/passing.ts";
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

interface Options {
  url: string;
  mapping: Mapping;
  name: string;
}

/** One transaction that sees one state, read through cursors. */
export function postgresSource({ url, mapping, name }: Options): SnapshotSource {
  const explained = (error: unknown): Error => {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof pg.DatabaseError && !isPassing(error))
      return new SetupError(`${name} refuses the snapshot: ${message}`, { cause: error });
    return new SnapshotSourceUnavailable(`${name} does not answer: ${message}`, { cause: error });
  };
  return {
    name,
    async open(): Promise<SnapshotSession> {
      const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
      client.on("error", () => undefined);
      const ask = async <Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> => {
        try {
          return (await client.query<Row>(sql)).rows;
        } catch (error) {
          throw explained(error);
        }
      };
      try {
        await client.connect();
        await client.query("begin isolation level repeatable read read only");
      } catch (error) {
        await client.end().catch(() => undefined);
        throw explained(error);
      }
      return {
        count: async (entity: Entity) => {
          const [row] = await ask<{ rows: string }>(
            `select count(*) as rows from (${mapping[entity]}) counted`,
          );
          return Number(row?.rows);
        },
        async *rows(entity: Entity) {
          await ask(`declare snapshot_${entity} no scroll cursor for ${mapping[entity]}`);
          for (;;) {
            const rows = await ask<SourceRow>(`fetch forward ${BATCH} from snapshot_${entity}`);
            if (rows.length > 0) yield rows;
            if (rows.length < BATCH) break;
          }
          await ask(`close snapshot_${entity}`);
        },
        close: () => client.end(),
      };
    },
  };
}
