import type { MemberRole } from "../channels/access.ts";
import { sendMail } from "../mail.ts";
import type { Server } from "../server.ts";

interface Invited {
  email: string;
  channel: string;
  role: MemberRole;
  link: string;
}

/** Mails an invitation when a mail server is configured; false when none is, or it did not take the message. */
export async function mailInvitation(
  { config, log }: Pick<Server, "config" | "log">,
  { email, channel, role, link }: Invited,
): Promise<boolean> {
  if (config.SMTP_URL === undefined) return false;
  const text = [
    `You are invited to Channelscope as ${role} of the Channel ${channel}.`,
    "There you see every request that the platform makes to your API, as it happens.",
    "",
    `Accept within seven days: ${link}`,
    "",
    "Whoever holds this link can accept in your place: do not pass it on.",
  ].join("\n");
  try {
    await sendMail(config.SMTP_URL, { to: email, subject: `Invitation to ${channel} on Channelscope`, text });
    return true;
  } catch (error) {
    log.error({ err: error }, "the mail server did not take an invitation");
    return false;
  }
}
