import { Socket } from "node:net";
import { createTransport, type Transport } from "nodemailer";

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** Beyond those that every message has. */
  headers?: Record<string, string>;
}

/** A server may be silent for so long. */
const SILENT_MS = "10000";
/** All of it may take so long, also from a server that always has one more byte to say: less than a delivery's lease. */
const WHOLE_MS = 20_000;

/** Sends one message through the SMTP server; throws when it does not take it within `withinMs`, 20 seconds. */
export async function sendMail(smtpUrl: string, mail: Mail, withinMs = WHOLE_MS): Promise<void> {
  const url = new URL(smtpUrl);
  const address = senderOf(url);
  for (const name of ["connectionTimeout", "greetingTimeout", "socketTimeout"]) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, SILENT_MS);
  }
  const ended = new AbortController();
  const late = new Promise<never>((_, reject) => {
    ended.signal.addEventListener("abort", () => reject(new Error("The mail server took too long.")));
  });
  const timer = setTimeout(() => ended.abort(), withinMs);
  try {
    const transport = createTransport(url.href);
    transport.getSocket ??= connectUntil(ended.signal);
    await Promise.race([transport.sendMail({ from: { name: "Channelscope", address }, ...mail }), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Connects with a socket that ends with the signal: nodemailer itself would keep it as long as anything arrives. */
function connectUntil(signal: AbortSignal): NonNullable<Transport["getSocket"]> {
  return ({ host = "localhost", port, secure }, callback) => {
    const socket = new Socket({ signal });
    socket.once("error", callback);
    socket.connect({ host, port: port ?? (secure ? 465 : 587) }, () => {
      socket.off("error", callback);
      callback(null, { connection: socket });
    });
  };
}

/** The account that signs in at the mail server, when it is an address; most servers take no other. */
function senderOf(url: URL): string {
  const user = decodeURIComponent(url.username);
  return user.includes("@") ? user : `channelscope@${url.hostname}`;
}
