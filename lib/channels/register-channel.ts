import { z } from "zod";
import { AppError } from "../errors.ts";
import { channelSlug } from "../events/schema.ts";
import { writeAudit } from "../members/audit.ts";
import type { MemberDeps } from "../members/deps.ts";
import { type Actor, requireStaff } from "./access.ts";
import { ianaTimeZone } from "./time-zone.ts";

export const channelFields = z.object({
  slug: channelSlug,
  name: z.string().trim().min(1, "must not be empty").max(200),
  partnerId: z.uuid("must be a registered Partner"),
  timeZone: ianaTimeZone,
});

/**
 * Registers a Channel; needs `channels:register`. From then on its earlier traffic, known or not, belongs to it.
 * Throws `conflict` for a slug that is taken, `not_found` for an unknown Partner.
 */
export async function registerChannel(
  { database, clock }: MemberDeps,
  actor: Actor,
  { slug, name, partnerId, timeZone }: z.output<typeof channelFields>,
): Promise<void> {
  requireStaff(actor, "channels:register");
  const now = clock.now();
  await database.$transaction(async (tx) => {
    if ((await tx.partner.findUnique({ where: { id: partnerId }, select: { id: true } })) === null) {
      throw new AppError("not_found", "There is no such Partner.", { field: "partnerId" });
    }
    const created = await tx.channel.createMany({
      data: [{ slug, name, partnerId, timeZone, createdAt: new Date(now) }],
      skipDuplicates: true,
    });
    if (created.count === 0) {
      throw new AppError("conflict", `There is a Channel ${slug} already.`, { field: "slug" });
    }
    await tx.unregisteredChannel.deleteMany({ where: { slug } });
    await writeAudit(tx, now, actor, {
      action: "channel.register",
      channel: slug,
      subject: slug,
      detail: { name, partnerId, timeZone },
    });
  });
}
