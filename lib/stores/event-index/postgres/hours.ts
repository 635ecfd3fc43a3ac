import type { Pool, PoolClient } from "pg";
import { HOUR_MS, hourOfParts, hourParts } from "../hour.ts";
import type { Hour } from "../port.ts";
import { CREATE_CELLS, CREATE_TABLE, createIndexes, TABLE } from "./schema.ts";
import { forgetSeal } from "./seal.ts";

/** Names the advisory lock under which tables come and go: several processes may do so at once. */
const TABLES_LOCK = 7_021_001;

const PREFIX = "api_requests_";

/** Rows only ever arrive: vacuum early, so that figures are read from their index alone. */
export const STORAGE =
  "autovacuum_vacuum_insert_threshold = 20000, autovacuum_vacuum_insert_scale_factor = 0.05";

/** The table of one hour, in the schema `event_index`. */
export function partitionOf(hour: Hour): string {
  return PREFIX + hourParts(hour).join("_");
}

/** The hour that a partition's name says; null for another name. */
export function hourOfPartition(name: string): Hour | null {
  return hourOfParts(name.slice(PREFIX.length).split("_"));
}

export async function createSchema(pool: Pool): Promise<void> {
  await underLock(pool, async (client) => {
    await client.query("create schema if not exists event_index");
    await client.query(CREATE_TABLE);
    await client.query(CREATE_CELLS);
  });
}

/** Hours that exist, ascending. */
export async function listHours(pool: Pool): Promise<Hour[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = to_regclass('${TABLE}') and not i.inhdetachpending order by 1`,
  );
  return rows.flatMap(({ name }) => {
    const hour = hourOfPartition(name);
    return hour === null ? [] : [hour];
  });
}

/**
 * Makes the tables of these hours where they are missing. A table is made whole and attached then: attaching does
 * not wait for readers of the other hours, as making it in place would.
 */
export async function createHours(pool: Pool, hours: readonly Hour[]): Promise<void> {
  await underLock(pool, async (client) => {
    for (const hour of hours) {
      const partition = partitionOf(hour);
      const { rows } = await client.query("select to_regclass($1) as present", [`event_index.${partition}`]);
      if (rows[0]?.present !== null) continue;
      await client.query("begin");
      try {
        await client.query(`create table event_index.${partition} (like ${TABLE}) with (${STORAGE})`);
        await client.query(createIndexes(partition));
        await client.query(
          `alter table ${TABLE} attach partition event_index.${partition} for values from (${hour}) to (${hour + HOUR_MS})`,
        );
        await client.query("commit");
      } catch (error) {
        await client.query("rollback");
        throw error;
      }
    }
  });
}

/** Detached beside running queries, then dropped; takes up again what a killed process began. */
export async function dropHour(pool: Pool, hour: Hour): Promise<void> {
  const partition = partitionOf(hour);
  await underLock(pool, async (client) => {
    const { rows } = await client.query<{ pending: boolean }>(
      `select inhdetachpending as pending from pg_inherits where inhrelid = to_regclass($1)`,
      [`event_index.${partition}`],
    );
    const attached = rows[0];
    if (attached !== undefined) {
      const how = attached.pending ? "finalize" : "concurrently";
      await client.query(`alter table ${TABLE} detach partition event_index.${partition} ${how}`);
    }
    await forgetSeal(client, hour);
    await client.query(`drop table if exists event_index.${partition}`);
  });
}

/** While tables come and go only one process is at it. */
async function underLock(pool: Pool, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  let broken = true;
  try {
    await underLockOf(client, () => work(client));
    broken = false;
  } finally {
    client.release(broken);
  }
}

/** The same in a session that is there already. */
export async function underLockOf(client: PoolClient, work: () => Promise<void>): Promise<void> {
  await client.query("select pg_advisory_lock($1)", [TABLES_LOCK]);
  try {
    await work();
  } finally {
    await client.query("select pg_advisory_unlock($1)", [TABLES_LOCK]);
  }
}
