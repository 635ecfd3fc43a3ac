import type { Actor, MemberRole } from "../channels/access.ts";
import { ownOrigin } from "../config.ts";
import type { MemberDeps } from "../members/deps.ts";
import { invite, noteMailed } from "../members/invite.ts";
import { invitationLink } from "../members/links.ts";
import type { Server } from "../server.ts";
import { mailInvitation } from "./mail-invitation.ts";
import { publicOrigin } from "./public-origin.ts";

interface Invited {
  email: string;
  /** null: it was mailed, and whoever reads that mailbox holds it alone. */
  link: string | null;
}

/**
 * Invites, and mails the link. Whoever invites is shown one that could not be mailed, and no other: by opening it they
 * would pass for the invited. Without a configured address the inviter names the host, so nothing is mailed.
 */
export async function inviteByLink(
  server: Pick<Server, "config" | "log"> & MemberDeps,
  actor: Actor,
  invited: { channel: string; email: string; role: MemberRole },
): Promise<Invited> {
  const { email } = invited;
  const { token } = await invite(server, actor, invited);
  const origin = ownOrigin(server.config);
  if (origin === null) return { email, link: invitationLink(await publicOrigin(), token) };
  const link = invitationLink(origin, token);
  if (!(await mailInvitation(server, { ...invited, link }))) return { email, link };
  await noteMailed(server, token);
  return { email, link: null };
}
