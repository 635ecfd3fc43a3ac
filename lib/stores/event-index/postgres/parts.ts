import type { Pool } from "pg";
import { HOUR_MS } from "../hour.ts";
import type { IndexPart } from "../port.ts";
import { listHours, partitionOf } from "./hours.ts";
import { SEALED_HOURS } from "./schema.ts";

/** Hours, settled once they are sealed. */
export async function listParts(pool: Pool): Promise<IndexPart[]> {
  const hours = await listHours(pool);
  const { rows } = await pool.query<{ name: string; writes: number }>(
    "select relname as name, n_tup_ins as writes from pg_stat_user_tables where schemaname = 'event_index'",
  );
  const sealed = await pool.query<{ hour: number }>(`select hour from ${SEALED_HOURS}`);
  const writes = new Map(rows.map((row) => [row.name, Number(row.writes)]));
  const settled = new Set(sealed.rows.map(({ hour }) => Number(hour)));
  return hours.map((hour) => ({
    from: hour,
    to: hour + HOUR_MS,
    writes: writes.get(partitionOf(hour)) ?? 0,
    settled: settled.has(hour),
  }));
}
