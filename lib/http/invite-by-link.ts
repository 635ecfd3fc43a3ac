import type { MemberRole, Viewer } from "../channels/access.ts";
import { invite } from "../members/invite.ts";
import { invitationLink } from "../members/links.ts";
import type { Server } from "../server.ts";
import { mailInvitation } from "./mail-invitation.ts";
import { publicOrigin } from "./public-origin.ts";

/** Invites, and mails the link when a mail server is configured; whoever invites sees the link in any case. */
export async function inviteByLink(
  server: Server,
  viewer: Viewer,
  { channel, email, role }: { channel: string; email: string; role: MemberRole },
): Promise<{ email: string; link: string; mailed: boolean }> {
  const { token } = await invite(server, viewer, { channel, email, role });
  const link = invitationLink(await publicOrigin(), token);
  return { email, link, mailed: await mailInvitation(server, { email, channel, role, link }) };
}
