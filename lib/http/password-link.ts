import { canAsStaff, type Person } from "../channels/access.ts";
import { mailsLinks, ownOrigin } from "../config.ts";
import { AppError } from "../errors.ts";
import type { MemberDeps } from "../members/deps.ts";
import { passwordLink } from "../members/links.ts";
import { passwordTokenForMember, passwordTokenForSelf } from "../members/password-link.ts";
import type { Server } from "../server.ts";
import { mailOrLog } from "./mail-or-log.ts";
import { publicOrigin } from "./public-origin.ts";

type Mailer = Pick<Server, "config" | "log">;

function mailLink(server: Mailer, email: string, link: string): Promise<boolean> {
  const text = [
    "With this link you set a new password for Channelscope:",
    link,
    "",
    "It works once, within an hour. If you did not ask for it, leave it: your password stays as it is.",
  ].join("\n");
  return mailOrLog(server, { to: email, subject: "A new password for Channelscope", text });
}

/** Mails a member their link. Only an administrator is shown one that could not be mailed. */
export async function linkForMember(
  server: Mailer & MemberDeps,
  viewer: Person,
  { channel, personId }: { channel: string; personId: string },
): Promise<{ email: string; link: string | null }> {
  const mayHold = canAsStaff(viewer, "channels:register");
  const origin = ownOrigin(server.config);
  if (!mailsLinks(server.config) && !mayHold) {
    throw new AppError("conflict", "This installation mails no links. Ask an administrator for one.");
  }
  const { token, email } = await passwordTokenForMember(server, viewer, { channel, personId });
  if (origin === null) return { email, link: passwordLink(await publicOrigin(), token) };
  const link = passwordLink(origin, token);
  if (await mailLink(server, email, link)) return { email, link: null };
  if (!mayHold) throw new AppError("unavailable", "The mail server did not take the message. Try again.");
  return { email, link };
}

/**
 * Mails somebody the link that they asked for, if the address is an account's. Anybody asks, and names any host: a link
 * leads where the configuration says, never where the request came.
 */
export async function linkForSelf(server: Mailer & MemberDeps, email: string): Promise<void> {
  const origin = ownOrigin(server.config);
  if (origin === null) {
    server.log.error("no link for a new password is mailed while NEXTAUTH_URL is unset");
    return;
  }
  const made = await passwordTokenForSelf(server, email);
  if (made === null) return;
  await mailLink(server, made.email, passwordLink(origin, made.token));
}
