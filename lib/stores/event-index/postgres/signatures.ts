import type { Pool } from "pg";
import type { ErrorSignature, EventQuery } from "../../../events/query/types.ts";
import { Bindings, whereSql } from "./conditions.ts";
import { TABLE } from "./schema.ts";

/** Most frequent first; equally frequent ones by when they were last seen. */
export async function signatures(pool: Pool, query: EventQuery, limit: number): Promise<ErrorSignature[]> {
  const bindings = new Bindings();
  const failures: EventQuery = { ...query, where: [...query.where, { type: "failed", value: true }] };
  const { rows } = await pool.query<ErrorSignature>(
    `select endpoint, kind, error_label as label, error_pattern as pattern, fault,
            count(*) as count, count(distinct user_id) as users,
            min(timestamp) as first_seen, max(timestamp) as last_seen,
            (max(array[lpad(timestamp::text, 16, '0') collate "C", id]))[2] as latest_id
     from ${TABLE} where ${whereSql(failures, bindings)} and error_label is not null and fault is not null
     group by endpoint, kind, error_label, error_pattern, fault
     order by count desc, last_seen desc limit ${bindings.add(limit)}`,
    bindings.values,
  );
  return rows;
}
