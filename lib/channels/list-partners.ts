import type { Database } from "../database/client.ts";
import { type Actor, requireStaff } from "./access.ts";
import { byName } from "./list-channels.ts";

export interface PartnerEntry {
  id: string;
  name: string;
  channels: { slug: string; name: string; owners: string[] }[];
}

/** Every Partner with its Channels and their owners' addresses; needs `channels:register`. */
export async function listPartners(
  database: Pick<Database, "partner">,
  actor: Actor,
): Promise<PartnerEntry[]> {
  requireStaff(actor, "channels:register");
  const rows = await database.partner.findMany({
    include: {
      channels: {
        include: {
          memberships: { where: { role: "owner" }, include: { person: { select: { email: true } } } },
        },
      },
    },
  });
  const partners = rows.map((partner) => ({
    id: partner.id,
    name: partner.name,
    channels: partner.channels
      .map((channel) => ({
        slug: channel.slug,
        name: channel.name,
        owners: channel.memberships.map((membership) => membership.person.email),
      }))
      .sort(byName),
  }));
  return partners.sort(byName);
}
