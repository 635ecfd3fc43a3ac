import type { Database } from "../database/client.ts";
import { AppError } from "../errors.ts";
import { type ChannelScope, canAsStaff, type Viewer } from "./access.ts";
import { listChannels } from "./list-channels.ts";

/** A broken producer can invent any number of slugs. */
const MOST_UNREGISTERED = 200;

/** What screens call a Channel. One that only its traffic made known goes by its slug. */
export interface ChannelIdentity {
  slug: string;
  name: string;
  registered: boolean;
}

function seesUnregistered(viewer: Viewer): boolean {
  return viewer.type === "key" ? viewer.channel === null : canAsStaff(viewer, "channels:unregistered");
}

/** The Channel of this slug. Ask the access module first: this answers only whether it exists. */
export async function identifyChannel(
  database: Database,
  viewer: Viewer,
  slug: string,
): Promise<ChannelIdentity> {
  const known = await database.channel.findUnique({ where: { slug }, select: { slug: true, name: true } });
  if (known !== null) return { ...known, registered: true };
  const traffic = seesUnregistered(viewer)
    ? await database.unregisteredChannel.findUnique({ where: { slug }, select: { slug: true } })
    : null;
  if (traffic === null) throw new AppError("not_found", "There is no such Channel, or you may not see it.");
  return { slug, name: slug, registered: false };
}

/** All Channels of the scope; with those that only their traffic made known, for whoever may see such. */
export async function visibleChannels(
  database: Database,
  viewer: Viewer,
  scope: ChannelScope,
): Promise<ChannelIdentity[]> {
  const registered = await listChannels(database, scope);
  const identities = registered.map(({ slug, name }) => ({ slug, name, registered: true }));
  if (scope.channels !== "all" || !seesUnregistered(viewer)) return identities;
  const taken = new Set(identities.map((channel) => channel.slug));
  const others = await database.unregisteredChannel.findMany({
    select: { slug: true },
    orderBy: { lastSeen: "desc" },
    take: MOST_UNREGISTERED,
  });
  const unregistered = others.filter(({ slug }) => !taken.has(slug));
  return [...identities, ...unregistered.map(({ slug }) => ({ slug, name: slug, registered: false }))];
}
