import type { RecipeDeps } from "../alerts/recipes/deps.ts";
import { recommendFirst } from "../alerts/recipes/recommend.ts";
import { type Actor, canAsStaff, channelScope, type MemberRole } from "../channels/access.ts";
import { AppError } from "../errors.ts";
import { writeAudit } from "./audit.ts";
import { loadPerson } from "./load-person.ts";
import { lockMembers } from "./lock-members.ts";

/**
 * Makes a member an owner, or an owner a member. The last owner stays one, unless an administrator changes it. Throws
 * `conflict` for that, `not_found` for somebody who is no member.
 */
export async function changeRole(
  { database, clock, destinations }: RecipeDeps,
  actor: Actor,
  { channel, personId, role }: { channel: string; personId: string; role: MemberRole },
): Promise<void> {
  channelScope(actor, "members:manage", channel);
  const now = clock.now();
  await database.$transaction(async (tx) => {
    const { member, lastOwner } = await lockMembers(tx, channel, personId);
    if (member.role === role) throw new AppError("conflict", `This person is ${role} already.`);
    if (lastOwner && !canAsStaff(actor, "channels:register")) {
      throw new AppError("conflict", "The last owner must stay one. Make somebody else owner first.");
    }
    await tx.membership.update({
      where: { personId_channelSlug: { personId, channelSlug: channel } },
      data: { role },
    });
    await writeAudit(tx, now, actor, {
      action: "membership.change_role",
      channel,
      subject: member.email,
      detail: { role },
    });
    const owner = role === "owner" ? await loadPerson(tx, { id: personId }) : null;
    if (owner !== null) await recommendFirst(tx, { clock, destinations }, channel, owner.person);
  });
}
