import { type Actor, channelScope } from "../channels/access.ts";
import { AppError } from "../errors.ts";
import { writeAudit } from "./audit.ts";
import type { MemberDeps } from "./deps.ts";

/** Ends an open invitation of this Channel; `not_found` for any other. */
export async function revokeInvitation(
  { database, clock }: MemberDeps,
  actor: Actor,
  { channel, id }: { channel: string; id: string },
): Promise<void> {
  channelScope(actor, "members:manage", channel);
  const now = clock.now();
  await database.$transaction(async (tx) => {
    const where = { id, channelSlug: channel, acceptedAt: null, revokedAt: null };
    const invitation = await tx.invitation.findFirst({ where, select: { email: true } });
    const ended = await tx.invitation.updateMany({ where, data: { revokedAt: new Date(now) } });
    if (ended.count === 0 || invitation === null) {
      throw new AppError("not_found", "This invitation was accepted or withdrawn already.");
    }
    await writeAudit(tx, now, actor, { action: "invitation.revoke", channel, subject: invitation.email });
  });
}
