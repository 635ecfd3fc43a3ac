import type { Pool, PoolClient } from "pg";
import { HOUR_MS } from "../hour.ts";
import type { Hour } from "../port.ts";
import type { BuildComparison, EventIndexRebuilder, Rebuild } from "../rebuild.ts";
import { createHours, partitionOf, STORAGE } from "./hours.ts";
import { reaching } from "./pool.ts";
import { createIndexes, TABLE } from "./schema.ts";
import { HOUR_LOCKS } from "./seal.ts";
import { boundsOf, swapPartition } from "./swap.ts";
import { createBatches } from "./write.ts";

export function createRebuilder(pool: Pool): EventIndexRebuilder {
  return {
    begin: (hour) => reaching(() => begin(pool, hour)),
    close: () => pool.end(),
  };
}

async function begin(pool: Pool, hour: Hour): Promise<Rebuild> {
  const built = `${partitionOf(hour)}_r`;
  const table = `event_index.${built}`;
  // The check lets it be attached without being read through.
  await pool.query(`
    drop table if exists ${table};
    create table ${table} (like ${TABLE}, constraint of_its_hour check (${boundsOf(hour)})) with (${STORAGE});
    ${createIndexes(built)}`);
  const batch = createBatches(pool, {
    table,
    prepare: async () => undefined,
    first: () => "",
    last: () => "",
  });
  let holder: PoolClient | null = null;
  let done = false;
  /** Ending the session frees the lock whatever happened. */
  const release = () => {
    holder?.release(true);
    holder = null;
  };

  return {
    hours: [hour],
    batch,

    hold: () =>
      reaching(async () => {
        await createHours(pool, [hour]);
        const client = await pool.connect();
        holder = client;
        // Writers hold it shared to the end of their transactions; readers do not ask for it.
        await client.query("select pg_advisory_lock($1, $2)", [HOUR_LOCKS, hour / HOUR_MS]);
      }),

    compare: () => reaching(() => compare(pool, table, hour)),

    swap: () =>
      reaching(async () => {
        if (holder === null) throw new Error(`The hour ${partitionOf(hour)} is not held`);
        await swapPartition(holder, built, hour);
        done = true;
        release();
      }),

    discard: () =>
      reaching(async () => {
        if (done) return;
        done = true;
        release();
        await pool.query(`drop table if exists ${table}`);
      }),
  };
}

async function compare(pool: Pool, table: string, hour: Hour): Promise<BuildComparison> {
  const totals = (name: string) => `select count(*) as events, coalesce(sum(checksum), 0)::bigint as checksums
    from ${name} where ${boundsOf(hour)}`;
  const [before, after] = [await pool.query(totals(TABLE)), await pool.query(totals(table))];
  const { rows } = await pool.query(
    `select count(*) filter (where o.checksum is null) as added,
            count(*) filter (where n.checksum is null) as missing,
            count(*) filter (where o.checksum <> n.checksum) as changed
     from (select channel, id, checksum from ${TABLE} where ${boundsOf(hour)}) o
     full join ${table} n using (channel, id)`,
  );
  return { before: before.rows[0], after: after.rows[0], ...rows[0] };
}
