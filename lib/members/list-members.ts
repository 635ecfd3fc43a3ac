import { type Actor, channelScope, type MemberRole } from "../channels/access.ts";
import type { MemberDeps } from "./deps.ts";
import { toMemberRole } from "./load-person.ts";

export interface ChannelMember {
  personId: string;
  email: string;
  name: string | null;
  role: MemberRole;
  /** Milliseconds; null when they never signed in. */
  lastSignInAt: number | null;
}

export interface PendingInvitation {
  id: string;
  email: string;
  role: MemberRole;
  expiresAt: number;
}

/** Members and open invitations of a Channel; needs `settings:read`. */
export async function listMembers(
  { database, clock }: MemberDeps,
  actor: Actor,
  channel: string,
): Promise<{ members: ChannelMember[]; invitations: PendingInvitation[] }> {
  channelScope(actor, "settings:read", channel);
  const [members, invitations] = await Promise.all([
    database.membership.findMany({
      where: { channelSlug: channel },
      include: { person: { select: { email: true, name: true, lastSignInAt: true } } },
      orderBy: [{ role: "desc" }, { person: { email: "asc" } }],
    }),
    database.invitation.findMany({
      where: {
        channelSlug: channel,
        acceptedAt: null,
        revokedAt: null,
        expiresAt: { gt: new Date(clock.now()) },
      },
      orderBy: { createdAt: "desc" },
    }),
  ]);
  return {
    members: members.map((member) => ({
      personId: member.personId,
      email: member.person.email,
      name: member.person.name,
      role: toMemberRole(member.role),
      lastSignInAt: member.person.lastSignInAt?.getTime() ?? null,
    })),
    invitations: invitations.map((invitation) => ({
      id: invitation.id,
      email: invitation.email,
      role: toMemberRole(invitation.role),
      expiresAt: invitation.expiresAt.getTime(),
    })),
  };
}
