import type { Prisma } from "#prisma/client/client.ts";
import type { Database } from "../../database/client.ts";
import { type Impact, NO_IMPACT } from "../impact.ts";
import { type Trigger, triggerInput, UNITS } from "../trigger.ts";
import type { IncidentSummary } from "../views.ts";
import { noIncident } from "./scope.ts";

type IncidentRow = Prisma.IncidentGetPayload<Record<never, never>>;

/** An incident of this Channel by its number. Throws `not_found` for another Channel's. */
export async function findIncident(
  database: Pick<Database, "incident">,
  channel: string | null,
  number: number,
): Promise<IncidentRow> {
  const row = await database.incident.findFirst({ where: { number, channelSlug: channel } });
  if (row === null) throw noIncident(number);
  return row;
}

/** What lists show of a stored incident. */
export function summaryOf(row: IncidentRow): IncidentSummary {
  // One that was stored by an earlier version gets what it lacks; the installation's own are of another kind.
  const trigger = triggerInput.safeParse(row.trigger).data ?? (row.trigger as unknown as Trigger);
  // Only the engine writes it; what an earlier version did not count is 0.
  const impact = { ...NO_IMPACT, ...(row.impact as unknown as Partial<Impact>) };
  return {
    id: row.id,
    number: row.number,
    channel: row.channelSlug,
    title: row.title,
    recipe: { id: row.recipeId, name: row.recipeName },
    trigger,
    started_at: row.startedAt.getTime(),
    fired_at: row.firedAt.getTime(),
    recovered_at: row.recoveredAt?.getTime() ?? null,
    ended_because: row.endedBecause,
    acknowledged:
      row.acknowledgedAt === null
        ? null
        : { at: row.acknowledgedAt.getTime(), by: row.acknowledgedBy ?? "somebody" },
    planned: row.planned,
    notified: row.notifiedAt !== null,
    worst: row.worst,
    threshold: row.threshold,
    // A trigger that the installation itself pulled has no type that is listed.
    unit: UNITS[trigger.type] ?? "percent",
    requests: impact.requests,
    failures: impact.failures,
    users_affected: impact.users_affected,
    recipes_affected: impact.recipes_affected,
    fault: impact.fault,
    top_error: impact.top_error,
  };
}
