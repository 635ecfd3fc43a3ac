import type { Database } from "../database/client.ts";
import { type Actor, requireStaff } from "./access.ts";

export interface UnregisteredEntry {
  slug: string;
  /** Milliseconds. */
  firstSeen: number;
  lastSeen: number;
  events: number;
}

/** How many are listed: a broken producer can invent any number of slugs. */
const SHOWN = 200;

/** Channels that only their traffic made known, busiest of late first; needs `channels:unregistered`. */
export async function listUnregistered(
  database: Pick<Database, "unregisteredChannel">,
  actor: Actor,
): Promise<UnregisteredEntry[]> {
  requireStaff(actor, "channels:unregistered");
  const rows = await database.unregisteredChannel.findMany({ orderBy: { lastSeen: "desc" }, take: SHOWN });
  return rows.map((row) => ({
    slug: row.slug,
    firstSeen: row.firstSeen.getTime(),
    lastSeen: row.lastSeen.getTime(),
    events: Number(row.events),
  }));
}
