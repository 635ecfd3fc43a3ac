import type { Database } from "../database/client.ts";
import type { ChannelScope } from "./access.ts";

/** As people sort names: databases differ in what they make of case. */
export const byName = (one: { name: string }, other: { name: string }): number =>
  one.name.localeCompare(other.name, "en");

export interface ChannelEntry {
  slug: string;
  name: string;
  partner: string;
  /** IANA name. */
  timeZone: string;
  color: string | null;
  demo: boolean;
}

/** The registered Channels within the scope, by name. */
export async function listChannels(
  database: Pick<Database, "channel">,
  scope: ChannelScope,
): Promise<ChannelEntry[]> {
  const rows = await database.channel.findMany({
    where: scope.channels === "all" ? {} : { slug: { in: [...scope.channels] } },
    include: { partner: { select: { name: true } } },
    orderBy: { slug: "asc" },
  });
  const entries = rows.map((row) => ({
    slug: row.slug,
    name: row.name,
    partner: row.partner.name,
    timeZone: row.timeZone,
    color: row.color,
    demo: row.demo,
  }));
  return entries.sort(byName);
}
