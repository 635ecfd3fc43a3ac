import type { Pool } from "pg";
import type { ErrorSignature, EventQuery } from "../../../events/query/types.ts";
import type { SignatureGroup, SignatureOptions } from "../port.ts";
import { Bindings, whereSql } from "./conditions.ts";
import { TABLE } from "./schema.ts";

const PARTS = "endpoint, kind, error_label, error_pattern, fault";
const SELECTED = "endpoint, kind, error_label as label, error_pattern as pattern, fault";

function failuresSql(query: EventQuery, bindings: Bindings): string {
  const failures: EventQuery = { ...query, where: [...query.where, { type: "failed", value: true }] };
  return `from ${TABLE} where ${whereSql(failures, bindings)} and error_label is not null and fault is not null`;
}

async function mostFrequent(pool: Pool, query: EventQuery, limit: number): Promise<ErrorSignature[]> {
  const bindings = new Bindings();
  const { rows } = await pool.query<ErrorSignature>(
    `select ${SELECTED}, count(*) as count, count(distinct user_id) as users,
            min(timestamp) as first_seen, max(timestamp) as last_seen,
            (max(array[lpad(timestamp::text, 16, '0') collate "C", id]))[2] as latest_id
     ${failuresSql(query, bindings)}
     group by ${PARTS} order by count desc, last_seen desc limit ${bindings.add(limit)}`,
    bindings.values,
  );
  return rows;
}

type Named = Pick<ErrorSignature, "endpoint" | "kind" | "label" | "pattern" | "fault">;
type Buckets = Map<string, SignatureGroup["buckets"]>;

const nameOf = ({ endpoint, kind, label, pattern, fault }: Named) =>
  JSON.stringify([endpoint, kind, label, pattern, fault]);

/** Buckets of those signatures that `mostFrequent` finds: in the same order, cut off after as many. */
async function overTime(pool: Pool, query: EventQuery, limit: number, bucketMs: number): Promise<Buckets> {
  const bindings = new Bindings();
  const width = bindings.add(bucketMs);
  const { rows } = await pool.query<Named & { at: number; count: number }>(
    `with counted as (
       select ${PARTS}, timestamp / ${width} * ${width} as at, count(*) as count, max(timestamp) as latest
       ${failuresSql(query, bindings)} group by ${PARTS}, at
     ), summed as (
       select *, sum(count) over signature as total, max(latest) over signature as last_seen
       from counted window signature as (partition by ${PARTS})
     ), ranked as (
       select *, dense_rank() over (order by total desc, last_seen desc) as place from summed
     )
     select ${SELECTED}, at, count from ranked where place <= ${bindings.add(limit)} order by at`,
    bindings.values,
  );
  const buckets: Buckets = new Map();
  for (const { at, count, ...named } of rows) {
    const name = nameOf(named);
    const known = buckets.get(name) ?? [];
    buckets.set(name, known);
    known.push({ at, count });
  }
  return buckets;
}

/** Most frequent first; equally frequent ones by when they were last seen. */
export async function signatures(
  pool: Pool,
  query: EventQuery,
  { limit, bucketMs }: SignatureOptions,
): Promise<SignatureGroup[]> {
  const [found, buckets] = await Promise.all([
    mostFrequent(pool, query, limit),
    bucketMs === undefined ? new Map<string, never>() : overTime(pool, query, limit, bucketMs),
  ]);
  return found.map((signature) => ({ ...signature, buckets: buckets.get(nameOf(signature)) ?? [] }));
}
