import type { Database } from "../../database/client.ts";

/** A Recipe's lease as this evaluator holds it: what it writes names the number, and another's has a greater one. */
export interface Lease {
  recipeId: string;
  fence: bigint;
}

/** How long an evaluator that says nothing keeps its Recipes. */
const LEASE_MS = 10_000;

/**
 * Takes every Recipe of Channels, or of the installation itself, that nobody holds, and prolongs those held; answers all that this evaluator
 * holds now. Whoever takes a Recipe from another raises its number, which ends what the other may write.
 */
export async function takeLeases(
  database: Pick<Database, "$executeRaw" | "$queryRaw">,
  evaluator: string,
  now: number,
  of: "channels" | "platform" = "channels",
): Promise<Lease[]> {
  const [at, until] = [new Date(now), new Date(now + LEASE_MS)];
  await database.$executeRaw`
    insert into alert_states (recipe_id, since)
    select id, ${at} from alert_recipes where not exists (select from alert_states where recipe_id = id)
    on conflict do nothing`;
  const rows = await database.$queryRaw<{ recipe_id: string; fence: bigint }[]>`
    with free as (
      select recipe_id from alert_states join alert_recipes on id = recipe_id
      where (channel_slug is null) = ${of === "platform"}
        and (evaluator = ${evaluator} or leased_until is null or leased_until < ${at})
      for update of alert_states skip locked
    )
    update alert_states held set
      evaluator = ${evaluator},
      leased_until = ${until},
      fence = held.fence + case when held.evaluator = ${evaluator} and held.leased_until >= ${at} then 0 else 1 end
    from free where held.recipe_id = free.recipe_id
    returning held.recipe_id, held.fence`;
  return rows.map(({ recipe_id, fence }) => ({ recipeId: recipe_id, fence }));
}

/** On a graceful stop: another takes over at once. */
export async function giveUpLeases(
  database: Pick<Database, "$executeRaw">,
  evaluator: string,
): Promise<void> {
  await database.$executeRaw`
    update alert_states set leased_until = null, evaluator = null where evaluator = ${evaluator}`;
}
