import type { Pool, QueryResultRow } from "pg";
import type { EventQuery } from "../../../events/query/types.ts";
import { binSql } from "../../../sketches/durations.ts";
import { HOUR_MS } from "../hour.ts";
import { type HourSum, type StepCount, TALLY_PARTS, type Tally, type TallyPart } from "../port.ts";
import { Bindings, whereSql } from "./conditions.ts";
import { TABLE } from "./schema.ts";
import { inSnapshot, type Snapshot } from "./snapshot.ts";

/** Up to four counts of the same rows, in one snapshot. */
export async function tally(
  pool: Pool,
  query: EventQuery,
  slotMs: number,
  parts: readonly TallyPart[] = TALLY_PARTS,
): Promise<Tally> {
  return await inSnapshot(pool, query, parts.length === 1 ? "rows at once" : "rows", async ({ client }) => {
    const ask = async <Row extends QueryResultRow>(
      part: TallyPart,
      select: string,
      where: string,
      by: string,
    ): Promise<Row[]> =>
      parts.includes(part) ? await count<Row>(client, query, slotMs, { select, where, by }) : [];
    return {
      requests: await ask<Tally["requests"][number]>(
        "requests",
        `channel, kind, endpoint, status_code, outcome, fault, ${binSql("duration_ms")} as bin, count(*) as count`,
        "true",
        "channel, kind, endpoint, status_code, outcome, fault, bin",
      ),
      users: await ask<Tally["users"][number]>(
        "users",
        "channel, user_id, fault",
        "user_id is not null",
        "channel, user_id, fault",
      ),
      recipes: await ask<Tally["recipes"][number]>(
        "recipes",
        "channel, recipe_id, fault",
        "fault is not null and recipe_id is not null",
        "channel, recipe_id, fault",
      ),
      signatures: await ask<Tally["signatures"][number]>(
        "signatures",
        `channel, endpoint, kind, error_label as label, error_pattern as pattern, fault, user_id, count(*) as count,
         min(timestamp) as first_seen, max(timestamp) as last_seen,
         (max(array[lpad(timestamp::text, 16, '0') collate "C", id]))[2] as latest_id`,
        "failed and error_label is not null and fault is not null",
        "channel, endpoint, kind, error_label, error_pattern, fault, user_id",
      ),
    };
  });
}

/** Counted as exactly, without durations and people. */
export async function counts(pool: Pool, query: EventQuery, stepMs: number): Promise<StepCount[]> {
  return await inSnapshot(pool, query, "rows at once", ({ client }) =>
    count<StepCount & QueryResultRow>(client, query, stepMs, {
      select: "channel, kind, endpoint, fault, count(*) as requests",
      where: "true",
      by: "channel, kind, endpoint, fault",
    }),
  );
}

/** From the rows, whether the hour is sealed or not: cells have no checksums. */
export async function sums(pool: Pool, query: EventQuery): Promise<HourSum[]> {
  const found = await inSnapshot(pool, query, "rows at once", ({ client }) =>
    count<Omit<HourSum, "hour"> & { at: number }>(client, query, HOUR_MS, {
      select: `channel, count(*) as events, sum(checksum)::bigint as checksum, max(accepted_at) as "acceptedTo"`,
      where: "true",
      by: "channel",
    }),
  );
  return found.map(({ at, ...sum }) => ({ hour: at, ...sum }));
}

async function count<Row extends QueryResultRow>(
  client: Snapshot["client"],
  query: EventQuery,
  slotMs: number,
  { select, where, by }: { select: string; where: string; by: string },
): Promise<Row[]> {
  const bindings = new Bindings();
  const slot = `${bindings.add(slotMs)}::bigint`;
  const { rows } = await client.query<Row>(
    `select timestamp / ${slot} * ${slot} as at, ${select} from ${TABLE}
     where ${whereSql(query, bindings)} and ${where} group by at, ${by}`,
    bindings.values,
  );
  return rows;
}
