import type { Database } from "../database/client.ts";
import { type Person, scopeOf } from "./access.ts";
import { type ChannelEntry, listChannels } from "./list-channels.ts";

/** The Channels of somebody who sees how they are used and no request of any; none for whoever sees requests. */
export async function usageOnlyChannels(
  database: Pick<Database, "channel">,
  person: Person,
): Promise<ChannelEntry[]> {
  const { channels } = scopeOf(person, "requests:read");
  if (channels === "all" || channels.length > 0) return [];
  return listChannels(database, scopeOf(person, "usage:read"));
}
