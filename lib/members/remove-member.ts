import { turnOffMailbox } from "../alerts/destinations/turn-off-mailbox.ts";
import { type Actor, canAsStaff, channelScope } from "../channels/access.ts";
import { AppError } from "../errors.ts";
import { writeAudit } from "./audit.ts";
import type { MemberDeps } from "./deps.ts";
import { lockMembers } from "./lock-members.ts";

/**
 * Ends a membership, and with it alerts to that member's mailbox. The last owner stays, unless an administrator removes them: a Channel that nobody manages would
 * need one anyway. Throws `conflict` for that, `not_found` for somebody who is no member.
 */
export async function removeMember(
  { database, clock }: MemberDeps,
  actor: Actor,
  { channel, personId }: { channel: string; personId: string },
): Promise<void> {
  channelScope(actor, "members:manage", channel);
  const now = clock.now();
  await database.$transaction(async (tx) => {
    const { member, lastOwner } = await lockMembers(tx, channel, personId);
    if (lastOwner && !canAsStaff(actor, "channels:register")) {
      throw new AppError("conflict", "The last owner cannot be removed. Invite another owner first.");
    }
    await tx.membership.delete({ where: { personId_channelSlug: { personId, channelSlug: channel } } });
    await writeAudit(tx, now, actor, { action: "membership.remove", channel, subject: member.email });
    await turnOffMailbox(tx, actor, { channel, email: member.email, now });
  });
}
