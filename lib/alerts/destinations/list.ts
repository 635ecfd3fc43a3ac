import { type Actor, channelScope } from "../../channels/access.ts";
import type { Database } from "../../database/client.ts";
import type { DestinationType } from "../action.ts";
import type { DestinationView } from "../views.ts";

/** A Channel's destinations by name, with how their last deliveries went; needs `alerts:read`. */
export async function listDestinations(
  { database }: { database: Pick<Database, "destination"> },
  viewer: Actor,
  channel: string,
): Promise<DestinationView[]> {
  channelScope(viewer, "alerts:read", channel);
  return await destinationViews(database, channel);
}

/** The same of the installation itself (null) as well, for whoever has asked for the right. */
export async function destinationViews(
  database: Pick<Database, "destination">,
  channel: string | null,
): Promise<DestinationView[]> {
  const usedBy = { select: { recipe: { select: { name: true } } } };
  const rows = await database.destination.findMany({
    where: { channelSlug: channel, removedAt: null },
    include: { actions: usedBy, failoverActions: usedBy },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => ({
    id: row.id,
    type: row.type as DestinationType,
    name: row.name,
    hint: row.hint,
    created_at: row.createdAt.getTime(),
    confirmed_at: row.confirmedAt?.getTime() ?? null,
    disabled:
      row.disabledAt === null
        ? null
        : { at: row.disabledAt.getTime(), reason: row.disabledReason ?? "unknown" },
    last_delivered_at: row.lastDeliveredAt?.getTime() ?? null,
    failing_since: row.failingSince?.getTime() ?? null,
    last_error: row.lastError,
    paused_until: row.pausedUntil?.getTime() ?? null,
    reminders: row.reminders,
    used_by: [...new Set([...row.actions, ...row.failoverActions].map(({ recipe }) => recipe.name))].sort(
      (a, b) => a.localeCompare(b),
    ),
  }));
}
