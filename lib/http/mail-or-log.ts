import { type Mail, sendMail } from "../mail.ts";
import type { Server } from "../server.ts";

/** Mails when a mail server is configured; false when none is, or it did not take the message. */
export async function mailOrLog(
  { config, log }: Pick<Server, "config" | "log">,
  mail: Mail,
): Promise<boolean> {
  if (config.SMTP_URL === undefined) return false;
  try {
    await sendMail(config.SMTP_URL, mail);
    return true;
  } catch (error) {
    log.error({ err: error }, "the mail server did not take a message");
    return false;
  }
}
