import { z } from "zod";
import { type Person, requireStaff } from "../channels/access.ts";
import { AppError } from "../errors.ts";
import { writeAudit } from "./audit.ts";
import type { MemberDeps } from "./deps.ts";

export const viewAsFields = z.object({
  channel: z.string().min(1, "choose a Channel").max(64),
  reason: z.string().trim().min(3, "say why, or name the ticket").max(200),
});

/** Writes down that somebody of support begins to see a Channel as its partner does, and why; they only read. */
export async function startViewing(
  { database, clock }: MemberDeps,
  actor: Person,
  { channel, reason }: z.output<typeof viewAsFields>,
): Promise<void> {
  requireStaff(actor, "support:view-as");
  const known = await database.channel.findUnique({ where: { slug: channel }, select: { slug: true } });
  if (known === null) throw new AppError("not_found", "There is no such Channel.", { field: "channel" });
  await writeAudit(database, clock.now(), actor, {
    action: "partner_view.start",
    channel,
    subject: actor.email,
    detail: { reason },
  });
}

/** Writes down that they stopped; nothing for somebody who does not view as a partner. */
export async function stopViewing({ database, clock }: MemberDeps, viewer: Person): Promise<void> {
  if (viewer.viewing === undefined) return;
  await writeAudit(database, clock.now(), viewer, {
    action: "partner_view.stop",
    channel: viewer.viewing.channel,
    subject: viewer.email,
  });
}
