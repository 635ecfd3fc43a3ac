import type { Pool, PoolClient } from "pg";
import { HOUR_MS } from "../hour.ts";
import type { Hour } from "../port.ts";
import { packedSql } from "./cells.ts";
import { CELLS, SEALED_HOURS, TABLE } from "./schema.ts";

/** First key of the advisory locks by which writers hold an hour open; the second is the hour's number. */
export const HOUR_LOCKS = 7_021;

/** Sealed cells tell minutes apart. */
export const SEALED_SLOT_MS = 60_000;

/** What the requests of a sealed cell have in common; conditions on these fields can be answered from cells. */
export const CELL_FIELDS = [
  "channel",
  "kind",
  "endpoint",
  "method",
  "worker",
  "status_code",
  "outcome",
  "fault",
  "error_type",
  "error_label",
] as const;
const COLUMNS = [...CELL_FIELDS, "failed"].join(", ");

/** First in a writer's transaction: from here to its end nobody seals these hours. */
export function holdOpenSql(hours: readonly Hour[]): string {
  const numbers = hours.map((hour) => hour / HOUR_MS).join(", ");
  return `select pg_advisory_xact_lock_shared(${HOUR_LOCKS}, n) from unnest(array[${numbers}]::int[]) n order by n`;
}

/** Last in a writer's transaction: what was sealed before holds no longer. */
export function unsealSql(hours: readonly Hour[]): string {
  return `with opened as (delete from ${SEALED_HOURS} where hour in (${hours.join(", ")}) returning hour)
    delete from ${CELLS} f using opened where f.hour = opened.hour`;
}

/**
 * Packs an hour's rows. Never waits for a writer: false when one holds the hour open. A lock taken first means that
 * the next statement sees all that writers before it committed, and that those after it wait and unseal.
 */
export async function sealHour(pool: Pool, hour: Hour): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ locked: boolean }>(
      "select pg_try_advisory_xact_lock($1, $2) as locked",
      [HOUR_LOCKS, hour / HOUR_MS],
    );
    if (rows[0]?.locked !== true) return false;
    const marked = await client.query(`insert into ${SEALED_HOURS} values ($1) on conflict do nothing`, [
      hour,
    ]);
    if (marked.rowCount === 0) return true;
    await client.query(
      `insert into ${CELLS} (hour, ${COLUMNS}, requests, recipes) select $1::bigint, ${COLUMNS}, ${packedSql(`(timestamp - $1) / ${SEALED_SLOT_MS}`)}
       from ${TABLE} where timestamp >= $1 and timestamp < $2 group by ${COLUMNS} order by channel`,
      [hour, hour + HOUR_MS],
    );
    return true;
  });
}

/** For an hour whose rows are gone. */
export async function forgetSeal(client: PoolClient, hour: Hour): Promise<void> {
  await client.query(`begin; ${holdOpenSql([hour])}; ${unsealSql([hour])}; commit`);
}

async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    broken = false;
    return result;
  } finally {
    client.release(broken);
  }
}
