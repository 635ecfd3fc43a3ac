import type { MemberRole } from "../channels/access.ts";
import type { Server } from "../server.ts";
import { mailOrLog } from "./mail-or-log.ts";

interface Invited {
  email: string;
  channel: string;
  role: MemberRole;
  link: string;
}

/** Mails an invitation; false when it could not be. */
export function mailInvitation(
  server: Pick<Server, "config" | "log">,
  { email, channel, role, link }: Invited,
): Promise<boolean> {
  const text = [
    `You are invited to Channelscope as ${role} of the Channel ${channel}.`,
    "There you see every request that the platform makes to your API, as it happens.",
    "",
    `Accept within seven days: ${link}`,
    "",
    "Whoever holds this link can accept in your place: do not pass it on.",
  ].join("\n");
  return mailOrLog(server, { to: email, subject: `Invitation to ${channel} on Channelscope`, text });
}
