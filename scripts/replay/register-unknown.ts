import { operator } from "#lib/channels/access.ts";
import { registerChannel } from "#lib/channels/register-channel.ts";
import { registerPartner } from "#lib/channels/register-partner.ts";
import type { MemberDeps } from "#lib/members/deps.ts";

/** `openstack-nova` as a person would write it, until somebody gives the Channel its name. */
const nameOf = (slug: string) =>
  slug
    .split(/[-_]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");

/** Registers a Channel that is not known yet, under a Partner of the same name. Says whether it did. */
export async function registerUnknown(deps: MemberDeps, slug: string): Promise<boolean> {
  const { database } = deps;
  if ((await database.channel.findUnique({ where: { slug }, select: { slug: true } })) !== null) return false;
  const name = nameOf(slug);
  const known = await database.partner.findFirst({ where: { name }, select: { id: true } });
  const partner = known ?? (await registerPartner(deps, operator, { name }));
  await registerChannel(deps, operator, { slug, name, partnerId: partner.id, timeZone: "UTC" });
  return true;
}
