import type { Database } from "../../database/client.ts";
import { FREE_AT, noteCalls } from "./pace.ts";

/** How long a deliverer that says nothing keeps a delivery: longer than any call takes. */
export const LEASE_MS = 45_000;
/** From so many on that are due to one destination at once, they go as one digest. */
export const DIGEST_FROM = 5;
const MOST_IN_DIGEST = 50;

/** Deliveries of one destination that are this deliverer's for a while: one, or all that are told in one digest. */
export interface Claim {
  destinationId: string;
  type: string;
  /** Its last attempts failed. */
  failing: boolean;
  /** Names the message to its receiver, the same over all attempts. */
  name: string;
  deliveries: { id: string; fence: bigint }[];
}

interface Row {
  id: string;
  fence: bigint;
  digest_id: string | null;
  destination_id: string;
  type: string;
  failing: boolean;
}

interface Wish {
  now: number;
  /** Destinations at most, and of those at most so many that fail. */
  limit: number;
  failingLimit: number;
  /** Destinations that are being called, to leave alone. */
  busy: readonly string[];
}

/**
 * Takes what is due, of each destination the oldest, or a digest's worth of what was never tried: who has tried one
 * under its own name goes on so. Who paused or had their share of calls are left alone. Of one incident nothing overtakes what was said before to the same destination.
 */
export async function claimDue(
  database: Pick<Database, "$transaction">,
  { now, limit, failingLimit, busy }: Wish,
): Promise<Claim[]> {
  if (limit <= 0) return [];
  const [at, until] = [new Date(now), new Date(now + LEASE_MS)];
  const rows = await database.$transaction(async (tx) => {
    // Two deliverers never choose among one destination's deliveries at once; the second statement sees what is taken.
    const free = await tx.$queryRaw<{ id: string }[]>`
      select t.id from destinations t
      where t.id in (
        select destination_id from deliveries
        where status = 'pending' and next_attempt_at <= ${at} and (leased_until is null or leased_until <= ${at})
      ) and not t.id = any(${[...busy]}::uuid[]) and coalesce(${FREE_AT} <= ${at}, true)
      for no key update skip locked`;
    if (free.length === 0) return [];
    const taken = await tx.$queryRaw<Row[]>`
      with ready as (
        select d.id, d.destination_id, d.created_at, t.type, t.failing_since is not null as failing,
          d.fence = 0 and d.digest_id is null and t.type <> 'pagerduty' as fresh
        from deliveries d join destinations t on t.id = d.destination_id
        where d.destination_id = any(${free.map(({ id }) => id)}::uuid[])
          and d.status = 'pending' and d.next_attempt_at <= ${at}
          and (d.leased_until is null or d.leased_until <= ${at})
          and (d.digest_id is null or d.digest_id = d.id)
          and not exists (
            select from deliveries before
            where before.destination_id = d.destination_id and before.incident_id = d.incident_id
              and before.status = 'pending' and (before.created_at, before.id) < (d.created_at, d.id)
              and (before.next_attempt_at > ${at} or before.fence > 0 or t.type = 'pagerduty')
          )
      ), due as (
        select ready.*,
          row_number() over oldest as place,
          first_value(id) over oldest as lead,
          first_value(fresh) over oldest and count(*) filter (where fresh) over (partition by destination_id)
            >= ${DIGEST_FROM} as digests,
          row_number() over (partition by destination_id, fresh order by created_at, id) as fresh_place
        from ready window oldest as (partition by destination_id order by created_at, id)
      ), turns as (
        select destination_id from (
          select destination_id, failing, created_at,
            row_number() over (partition by failing order by created_at) as turn
          from due where place = 1
        ) first where not failing or turn <= ${failingLimit} order by failing, created_at limit ${limit}
      ), own as (
        select id, destination_id, type, failing, case when digests then lead end as digest_id
        from due join turns using (destination_id)
        where place = 1 or (digests and fresh and fresh_place <= ${MOST_IN_DIGEST})
      ), chosen as (
        select * from own
        union all
        select m.id, m.destination_id, own.type, own.failing, m.digest_id
        from deliveries m join own on own.id = m.digest_id
        where m.id <> own.id and m.status = 'pending'
      )
      update deliveries taken set leased_until = ${until}, fence = taken.fence + 1,
        digest_id = coalesce(taken.digest_id, chosen.digest_id)
      from chosen where taken.id = chosen.id
      returning taken.id, taken.fence, taken.digest_id, taken.destination_id, chosen.type, chosen.failing`;
    await noteCalls(tx, [...new Set(taken.map((row) => row.destination_id))], at);
    return taken;
  });
  return claimsOf(rows);
}

function claimsOf(rows: readonly Row[]): Claim[] {
  const claims = new Map<string, Claim>();
  for (const { id, fence, digest_id, destination_id: destinationId, type, failing } of rows) {
    const name = digest_id === null ? id : `digest-${digest_id}`;
    const claim = claims.get(destinationId) ?? { destinationId, type, failing, name, deliveries: [] };
    claim.deliveries.push({ id, fence });
    claims.set(destinationId, claim);
  }
  return [...claims.values()];
}

/** Milliseconds until something becomes due that is not yet; null: nothing will by itself. */
export async function nextDue(database: Pick<Database, "$queryRaw">, now: number): Promise<number | null> {
  const [row] = await database.$queryRaw<{ at: Date | null }[]>`
    select min(at) as at from (
      select greatest(d.next_attempt_at, d.leased_until, ${FREE_AT}) as at
      from deliveries d join destinations t on t.id = d.destination_id where d.status = 'pending'
    ) waiting where at > ${new Date(now)}`;
  return row?.at == null ? null : row.at.getTime() - now;
}
