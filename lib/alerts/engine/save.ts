import type { Database } from "../../database/client.ts";
import { memoryOf } from "./load.ts";
import type { RecipeProgress } from "./watched.ts";

/** Under a lease. */
interface Held {
  recipe: { id: string; revision: number };
  fence: bigint;
}

/** Writes how far Recipes are, all at once; what another evaluator has taken over stays as that one has it. */
export async function saveProgress(
  database: Pick<Database, "$executeRaw">,
  watches: readonly (Held & { progress: Pick<RecipeProgress, "machine" | "value" | "judgedTo"> })[],
): Promise<void> {
  if (watches.length === 0) return;
  const rows = watches.map(({ recipe, fence, progress: { machine, value, judgedTo } }) => ({
    recipe_id: recipe.id,
    fence: String(fence),
    revision: recipe.revision,
    state: machine.state,
    since: machine.since,
    machine: memoryOf(machine),
    value,
    judged_to: judgedTo,
  }));
  await database.$executeRaw`
    update alert_states known set
      state = row.state,
      since = to_timestamp(row.since / 1000.0),
      machine = row.machine,
      value = row.value,
      evaluated_to = to_timestamp(row.judged_to / 1000.0),
      error = null,
      revision = row.revision
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (
      recipe_id uuid, fence bigint, revision int, state text, since double precision, machine jsonb,
      value double precision, judged_to double precision
    )
    where known.recipe_id = row.recipe_id and known.fence = row.fence`;
}

/** Says why Recipes could not be judged; what was known of them stays. */
export async function saveError(
  database: Pick<Database, "$executeRaw">,
  watches: readonly Held[],
  error: string,
): Promise<void> {
  const rows = watches.map(({ recipe, fence }) => ({ recipe_id: recipe.id, fence: String(fence) }));
  await database.$executeRaw`
    update alert_states known set error = ${error.slice(0, 500)}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (recipe_id uuid, fence bigint)
    where known.recipe_id = row.recipe_id and known.fence = row.fence`;
}
