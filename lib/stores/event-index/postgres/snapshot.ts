import type { Pool, PoolClient } from "pg";
import type { Condition, EventQuery } from "../../../events/query/types.ts";
import { HOUR_MS } from "../hour.ts";
import type { Hour } from "../port.ts";
import { Bindings, scopeSql } from "./conditions.ts";
import { CELLS, SEALED_HOURS, TABLE } from "./schema.ts";
import { CELL_FIELDS } from "./seal.ts";

export type Stretch = Pick<EventQuery, "from" | "to">;

/** A query's range: hours to be read from their cells, and the stretches between them, row by row. */
export interface Snapshot {
  client: Pool | PoolClient;
  sealed: Hour[];
  rest: Stretch[];
}

/** `cells`: of sealed hours these are read; `rows`: only rows, by a single statement or by several. */
export type Reading = "cells" | "rows at once" | "rows";

/**
 * Reads within one snapshot, so that an hour that is sealed or unsealed meanwhile counts once. A single statement is one
 * by itself, and takes its lock first as well: it is spared the two ways that a transaction adds.
 */
export async function inSnapshot<T>(
  pool: Pool,
  range: Stretch,
  reading: Reading,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const useCells = reading === "cells" && range.to - range.from >= HOUR_MS;
  if (!useCells && reading !== "rows") return await work({ client: pool, sealed: [], rest: [range] });
  const client = await pool.connect();
  let broken = true;
  try {
    // The lock comes before the snapshot: an hour that is swapped for a new build is seen as before, or as after.
    await client.query(
      `begin isolation level repeatable read read only; lock table only ${TABLE} in access share mode`,
    );
    const sealed = useCells ? await sealedHours(client, range) : [];
    const result = await work({ client, sealed, rest: between(range, sealed) });
    await client.query("commit");
    broken = false;
    return result;
  } finally {
    client.release(broken);
  }
}

const FIELDS: ReadonlySet<string> = new Set(CELL_FIELDS);

export function isCellField(field: string): boolean {
  return FIELDS.has(field);
}

/** Whether cells know enough to decide this condition. */
export function decidedByCells(condition: Condition): boolean {
  return condition.type === "failed" || (condition.type !== "phrase" && isCellField(condition.field));
}

async function sealedHours(client: PoolClient, { from, to }: Stretch): Promise<Hour[]> {
  const { rows } = await client.query<{ hour: Hour }>(
    `select hour from ${SEALED_HOURS} where hour >= $1 and hour <= $2 order by hour`,
    [from, to - HOUR_MS],
  );
  return rows.map(({ hour }) => hour);
}

/** What is left of a range without the sealed hours whose cells show that no event there can match. */
export async function promising(pool: Pool, query: EventQuery): Promise<Stretch[]> {
  const where = query.where.filter(decidedByCells);
  const whole: Stretch = { from: query.from, to: query.to };
  if (where.length === 0) return [whole];
  const bindings = new Bindings();
  const { rows } = await pool.query<{ hour: Hour }>(
    `select hour from ${SEALED_HOURS} s
     where hour >= ${bindings.add(query.from)} and hour <= ${bindings.add(query.to - HOUR_MS)} and not exists (
       select from ${CELLS} c where c.hour = s.hour and ${scopeSql({ ...query, where }, bindings)})
     order by hour`,
    bindings.values,
  );
  return between(
    whole,
    rows.map(({ hour }) => hour),
  );
}

/** What these hours, ascending, leave of the range. */
function between({ from, to }: Stretch, hours: readonly Hour[]): Stretch[] {
  const stretches: Stretch[] = [];
  let start = from;
  for (const hour of hours) {
    if (start < hour) stretches.push({ from: start, to: hour });
    start = hour + HOUR_MS;
  }
  if (start < to) stretches.push({ from: start, to });
  return stretches;
}
