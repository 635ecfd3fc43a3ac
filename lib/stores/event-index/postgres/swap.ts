import { setTimeout as delay } from "node:timers/promises";
import pg, { type PoolClient } from "pg";
import { HOUR_MS } from "../hour.ts";
import type { Hour } from "../port.ts";
import { partitionOf, underLockOf } from "./hours.ts";
import { INDEX_NAMES, TABLE } from "./schema.ts";
import { unsealSql } from "./seal.ts";

/** Queries that come meanwhile wait behind us for queries that run: not for long, or we give way and try again. */
const LOCK_TIMEOUT = "500ms";
const TRIES = 60;
const PAUSE_MS = 200;
const LOCK_NOT_AVAILABLE = "55P03";

/** SQL: an hour's rows. */
export function boundsOf(hour: Hour): string {
  return `timestamp >= ${hour} and timestamp < ${hour + HOUR_MS}`;
}

/**
 * Puts the table `built` in the place of the hour's, in one transaction; what was sealed holds no longer. In the session
 * that holds the hour: if that ends, so does this, before an event that came since could be dropped.
 */
export async function swapPartition(holder: PoolClient, built: string, hour: Hour): Promise<void> {
  await holder.query(`analyze event_index.${built}`);
  await underLockOf(holder, async () => {
    for (let attempt = 1; ; attempt++) {
      try {
        await swapOnce(holder, built, hour);
        return;
      } catch (error) {
        await holder.query("rollback");
        const busy = error instanceof pg.DatabaseError && error.code === LOCK_NOT_AVAILABLE;
        if (!busy || attempt === TRIES) throw error;
        await delay(PAUSE_MS);
      }
    }
  });
}

async function swapOnce(client: PoolClient, built: string, hour: Hour): Promise<void> {
  const partition = partitionOf(hour);
  const renamed = INDEX_NAMES.map(
    (name) => `alter index if exists event_index.${built}_${name} rename to ${partition}_${name}`,
  );
  await client.query(`
    begin;
    set local lock_timeout = '${LOCK_TIMEOUT}';
    lock table only ${TABLE} in access exclusive mode;
    alter table ${TABLE} detach partition event_index.${partition};
    drop table event_index.${partition};
    alter table event_index.${built} rename to ${partition};
    ${renamed.join(";\n")};
    alter table ${TABLE} attach partition event_index.${partition} for values from (${hour}) to (${hour + HOUR_MS});
    alter table event_index.${partition} drop constraint of_its_hour;
    ${unsealSql([hour])};
    commit`);
}
