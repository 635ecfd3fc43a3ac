import { scopeOf, type Viewer } from "../../channels/access.ts";
import type { Database } from "../../database/client.ts";

/** How many incidents are open, by Channel, wherever the viewer may see them; Channels without any are left out. */
export async function openIncidentCounts(
  database: Pick<Database, "incident">,
  viewer: Viewer,
): Promise<Map<string, number>> {
  const { channels } = scopeOf(viewer, "alerts:read");
  if (channels.length === 0) return new Map();
  const counts = await database.incident.groupBy({
    by: ["channelSlug"],
    where: {
      recoveredAt: null,
      origin: "person",
      channelSlug: channels === "all" ? { not: null } : { in: [...channels] },
    },
    _count: true,
  });
  return new Map(
    counts.flatMap(({ channelSlug, _count }) => (channelSlug === null ? [] : [[channelSlug, _count]])),
  );
}
