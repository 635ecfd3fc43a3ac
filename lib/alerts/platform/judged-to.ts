import type { Database } from "../../database/client.ts";
import { readReceipt } from "../../pipeline/progress.ts";

/**
 * Up to when every Channel's Recipe is judged, milliseconds since 1970; the least advanced decides. Recipes for what is
 * unusual are judged every five minutes. Without any Recipe it is what figures are complete to; null: neither is known.
 */
export async function judgedTo(
  database: Pick<Database, "$queryRaw" | "pipelineProgress">,
  now: number,
): Promise<number | null> {
  const [row] = await database.$queryRaw<{ at: Date | null }[]>`
    select min(
      coalesce(state.evaluated_to, state.since, recipe.created_at)
      + case when recipe.trigger ->> 'type' = 'unusual' then interval '5 minutes' else interval '0' end
    ) as at
    from alert_recipes recipe left join alert_states state on state.recipe_id = recipe.id
    where recipe.channel_slug is not null and recipe.enabled`;
  if (row?.at != null) return Math.min(row.at.getTime(), now);
  return (await readReceipt(database, now)).completeTo;
}
