import { type Actor, canAsStaff, channelScope } from "../channels/access.ts";
import { AppError } from "../errors.ts";
import { writeAudit } from "./audit.ts";
import type { MemberDeps } from "./deps.ts";

/**
 * Ends a membership. The last owner stays, unless an administrator removes them: a Channel that nobody manages would
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
    // Two owners who remove each other at once must not both succeed.
    await tx.$executeRaw`select 1 from memberships where channel_slug = ${channel} for update`;
    const members = await tx.membership.findMany({
      where: { channelSlug: channel },
      include: { person: { select: { email: true } } },
    });
    const member = members.find((candidate) => candidate.personId === personId);
    if (member === undefined) throw new AppError("not_found", "This person is no member of the Channel.");
    const owners = members.filter((candidate) => candidate.role === "owner").length;
    if (member.role === "owner" && owners === 1 && !canAsStaff(actor, "channels:register")) {
      throw new AppError("conflict", "The last owner cannot be removed. Invite another owner first.");
    }
    await tx.membership.delete({ where: { personId_channelSlug: { personId, channelSlug: channel } } });
    await writeAudit(tx, now, actor, { action: "membership.remove", channel, subject: member.person.email });
  });
}
