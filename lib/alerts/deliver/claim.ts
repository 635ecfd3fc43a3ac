import type { Database } from "../../database/client.ts";

/** How long a deliverer that says nothing keeps a delivery: longer than any call takes. */
export const LEASE_MS = 45_000;
/** From so many on that are due to one destination at once, they go as one digest. */
export const DIGEST_FROM = 5;
const MOST_IN_DIGEST = 50;

/** Deliveries of one destination that are this deliverer's for a while: one, or several that make a digest. */
export interface Claim {
  destinationId: string;
  deliveries: { id: string; fence: bigint }[];
}

interface Row {
  id: string;
  fence: bigint;
  destination_id: string;
}

/**
 * Takes what is due, of each destination the oldest or a digest's worth. Of one incident nothing overtakes what was
 * said before to the same destination.
 */
export async function claimDue(
  database: Pick<Database, "$queryRaw">,
  { now, limit, busy }: { now: number; limit: number; busy: readonly string[] },
): Promise<Claim[]> {
  if (limit <= 0) return [];
  const [at, until] = [new Date(now), new Date(now + LEASE_MS)];
  const rows = await database.$queryRaw<Row[]>`
    with due as (
      select id, destination_id, type, created_at,
        row_number() over (partition by destination_id order by created_at, id) as place,
        count(*) over (partition by destination_id) as waiting
      from (
        select d.id, d.destination_id, d.created_at, t.type
        from deliveries d join destinations t on t.id = d.destination_id
        where d.status = 'pending' and d.next_attempt_at <= ${at}
          and (d.leased_until is null or d.leased_until < ${at})
          and not d.destination_id = any(${[...busy]}::uuid[])
          and not exists (
            select from deliveries before
            where before.destination_id = d.destination_id and before.incident_id = d.incident_id
              and before.status = 'pending' and (before.created_at, before.id) < (d.created_at, d.id)
              and (before.next_attempt_at > ${at} or before.leased_until >= ${at} or t.type = 'pagerduty')
          )
      ) ready
    ), chosen as (
      select d.id from deliveries d
      where d.id in (
        select id from due
        where place = 1 or (waiting >= ${DIGEST_FROM} and place <= ${MOST_IN_DIGEST} and type <> 'pagerduty')
      ) and d.destination_id in (select destination_id from due where place = 1 order by created_at limit ${limit})
      for update skip locked
    )
    update deliveries taken set leased_until = ${until}, fence = taken.fence + 1
    from chosen where taken.id = chosen.id and taken.status = 'pending'
      and (taken.leased_until is null or taken.leased_until < ${at})
    returning taken.id, taken.fence, taken.destination_id`;
  const claims = new Map<string, Claim>();
  for (const { id, fence, destination_id: destinationId } of rows.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const claim = claims.get(destinationId) ?? { destinationId, deliveries: [] };
    claim.deliveries.push({ id, fence });
    claims.set(destinationId, claim);
  }
  return [...claims.values()];
}

/** Milliseconds until something is due that is not now; null: nothing waits. */
export async function nextDue(database: Pick<Database, "$queryRaw">, now: number): Promise<number | null> {
  const [row] = await database.$queryRaw<{ at: Date | null }[]>`
    select min(greatest(next_attempt_at, coalesce(leased_until, next_attempt_at))) as at
    from deliveries where status = 'pending'`;
  return row?.at == null ? null : Math.max(0, row.at.getTime() - now);
}
