import type { Database } from "#lib/database/client.ts";
import { MANNERS, type Taken } from "./unruly-receiver.ts";

export interface AlertAccount {
  transitions: number;
  /** Transitions that a destination never took. */
  missing: number;
  /** Taken more than once by a destination. */
  repeats: number;
  /** Taken by a destination under more than one name. */
  renamed: number;
  /** Incidents of one Recipe that overlap. */
  doubled: number;
}

const TYPES = new Map([
  ["fired", "alert.firing"],
  ["recovered", "alert.recovered"],
]);

/** Holds what the receivers took against what the database says happened. */
export async function accountFor(
  database: Database,
  channels: readonly string[],
  taken: readonly Taken[],
): Promise<AlertAccount> {
  const where = { incident: { channelSlug: { in: [...channels] } } };
  const transitions = await database.incidentTransition.findMany({
    where,
    select: { incidentId: true, kind: true },
  });
  const names = new Map<string, string[]>();
  for (const { manner, transition, deliveryId } of taken) {
    const key = `${manner} ${transition}`;
    names.set(key, [...(names.get(key) ?? []), deliveryId]);
  }
  const account = { transitions: transitions.length, missing: 0, repeats: 0, renamed: 0 };
  for (const { incidentId, kind } of transitions) {
    for (const manner of MANNERS) {
      const got = names.get(`${manner} ${incidentId} ${TYPES.get(kind)}`) ?? [];
      if (got.length === 0) account.missing += 1;
      account.repeats += Math.max(0, got.length - 1);
      if (new Set(got).size > 1) account.renamed += 1;
    }
  }
  const [overlaps] = await database.$queryRaw<{ count: bigint }[]>`
    select count(*) from incidents a join incidents b on a.recipe_id = b.recipe_id and a.id < b.id
    where a.channel_slug = any(${[...channels]})
      and a.fired_at < coalesce(b.recovered_at, 'infinity') and b.fired_at < coalesce(a.recovered_at, 'infinity')`;
  return { ...account, doubled: Number(overlaps?.count ?? 0) };
}
