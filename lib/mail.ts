import { createTransport } from "nodemailer";

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** Beyond those that every message has. */
  headers?: Record<string, string>;
}

const TIMEOUT_MS = "10000";

/** Sends one message through the SMTP server; throws when it does not take it within seconds. */
export async function sendMail(smtpUrl: string, mail: Mail): Promise<void> {
  const url = new URL(smtpUrl);
  const address = senderOf(url);
  for (const name of ["connectionTimeout", "greetingTimeout", "socketTimeout"]) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, TIMEOUT_MS);
  }
  await createTransport(url.href).sendMail({ from: { name: "Channelscope", address }, ...mail });
}

/** The account that signs in at the mail server, when it is an address; most servers take no other. */
function senderOf(url: URL): string {
  const user = decodeURIComponent(url.username);
  return user.includes("@") ? user : `channelscope@${url.hostname}`;
}
