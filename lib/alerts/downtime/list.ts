import { channelScope, type Viewer } from "../../channels/access.ts";
import type { Database } from "../../database/client.ts";
import type { DowntimeView } from "./views.ts";

/** Planned downtimes of a Channel of which some part is in [from, to), in order of time; needs `alerts:read`. */
export async function listDowntimes(
  { database }: { database: Pick<Database, "plannedDowntime"> },
  viewer: Viewer,
  channel: string,
  { from, to }: { from: number; to?: number },
): Promise<DowntimeView[]> {
  channelScope(viewer, "alerts:read", channel);
  const rows = await database.plannedDowntime.findMany({
    where: {
      channelSlug: channel,
      removedAt: null,
      endsAt: { gt: new Date(from) },
      ...(to === undefined ? {} : { startsAt: { lt: new Date(to) } }),
    },
    include: { createdBy: { select: { name: true, email: true } } },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ id, endpoint, startsAt, endsAt, note, createdBy }) => ({
    id,
    endpoint,
    starts_at: startsAt.getTime(),
    ends_at: endsAt.getTime(),
    note,
    created_by: createdBy === null ? null : (createdBy.name ?? createdBy.email),
  }));
}
