import type { Prisma } from "#prisma/client/client.ts";
import { AppError } from "../errors.ts";

/**
 * One member of a Channel, with all its memberships held until the transaction ends: two owners who remove each other
 * at once must not both succeed. Throws `not_found` for somebody who is no member.
 */
export async function lockMembers(
  tx: Prisma.TransactionClient,
  channel: string,
  personId: string,
): Promise<{ member: { email: string; role: string }; lastOwner: boolean }> {
  await tx.$executeRaw`select 1 from memberships where channel_slug = ${channel} for update`;
  const members = await tx.membership.findMany({
    where: { channelSlug: channel },
    include: { person: { select: { email: true } } },
  });
  const member = members.find((candidate) => candidate.personId === personId);
  if (member === undefined) throw new AppError("not_found", "This person is no member of the Channel.");
  const owners = members.filter((candidate) => candidate.role === "owner").length;
  return {
    member: { email: member.person.email, role: member.role },
    lastOwner: member.role === "owner" && owners === 1,
  };
}
