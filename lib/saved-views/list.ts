import { canOnChannel, channelScope, type Viewer } from "../channels/access.ts";
import type { MemberDeps } from "../members/deps.ts";
import type { SavedView } from "./views.ts";

/** The viewer's own views of a Channel and the Channel's, by name; needs `requests:read`. */
export async function listSavedViews(
  { database }: Pick<MemberDeps, "database">,
  viewer: Viewer,
  channel: string,
): Promise<SavedView[]> {
  channelScope(viewer, "requests:read", channel);
  const keeps = canOnChannel(viewer, "views:keep", channel);
  const own = viewer.type === "person" && keeps ? [{ ownerId: viewer.id }] : [];
  const rows = await database.savedView.findMany({
    where: { channelSlug: channel, OR: [{ ownerId: null }, ...own] },
    include: { createdBy: { select: { name: true, email: true } } },
    orderBy: { name: "asc" },
  });
  const shares = canOnChannel(viewer, "views:share", channel);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    query: row.query,
    range: row.range,
    shared: row.ownerId === null,
    created_by: row.createdBy === null ? null : (row.createdBy.name ?? row.createdBy.email),
    removable: row.ownerId !== null || shares,
  }));
}
