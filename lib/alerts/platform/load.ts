import type { Database } from "../../database/client.ts";
import type { Lease } from "../engine/lease.ts";
import { machineOf, openIncident } from "../engine/load.ts";
import type { RecipeProgress, RecordedRecipe } from "../engine/watched.ts";
import { initialMachine } from "../machine.ts";
import type { PlatformTrigger } from "./measures.ts";
import { platformTrigger } from "./trigger.ts";

export interface PlatformWatch {
  recipe: RecordedRecipe & { trigger: PlatformTrigger; enabled: boolean; recoverMs: number };
  progress: RecipeProgress;
  fence: bigint;
  /** Since its definition was changed, what is known of it says nothing about it. */
  changed: boolean;
}

/** The installation's own Recipes among these, with what is known of them. */
export async function loadPlatformRecipes(
  database: Pick<Database, "alertRecipe">,
  leases: readonly Lease[],
  now: number,
): Promise<PlatformWatch[]> {
  const fences = new Map(leases.map(({ recipeId, fence }) => [recipeId, fence]));
  const rows = await database.alertRecipe.findMany({
    where: { id: { in: [...fences.keys()] }, channelSlug: null },
    include: {
      actions: { where: { destination: { removedAt: null } }, orderBy: { position: "asc" } },
      state: true,
      incidents: { where: { recoveredAt: null }, orderBy: { firedAt: "desc" }, take: 1 },
    },
  });
  return rows.flatMap(({ state, incidents: [incident], ...row }) => {
    const trigger = platformTrigger.safeParse(row.trigger);
    // A measure of a later version that this one does not know is left alone.
    if (!trigger.success) return [];
    return [
      {
        recipe: {
          id: row.id,
          name: row.name,
          channel: null,
          trigger: trigger.data,
          enabled: row.enabled,
          revision: row.revision,
          recoverMs: row.recoverMinutes * 60_000,
          actions: row.actions.map(({ destinationId, failoverDestinationId }) => ({
            destinationId,
            failoverId: failoverDestinationId,
          })),
        },
        progress: {
          machine: state === null ? initialMachine(now) : machineOf(state),
          value: state?.value ?? null,
          judgedTo: state?.evaluatedTo?.getTime() ?? now,
          incident: incident === undefined ? null : openIncident(incident),
          lastEnd: 0,
        },
        fence: fences.get(row.id) ?? 0n,
        changed: state !== null && state.evaluatedTo !== null && state.revision !== row.revision,
      },
    ];
  });
}
