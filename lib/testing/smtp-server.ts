import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { parseMail } from "./parse-mail.ts";

interface ReceivedMail {
  /** Of the envelope. */
  from: string;
  to: string[];
  subject: string;
  text: string;
  /** Empty without one. */
  html: string;
  /** By their names in small letters, unfolded and decoded. */
  headers: Record<string, string>;
}

interface Options {
  port?: number;
  /** What to answer to a recipient, as 550 or 451; null takes the message. */
  answerTo?: (recipient: string) => number | null;
  /** Of the installation itself, what it does not let in, with 535, 550 or 554. */
  refuses?: "account" | "sender" | "relaying" | null;
  arrived?: (mail: ReceivedMail) => void;
}

export interface TestSmtpServer {
  /** For `SMTP_URL`. */
  url: string;
  messages(): ReceivedMail[];
  close(): Promise<void>;
}

/** A real SMTP server on this machine that keeps what it is sent. */
export async function startSmtpServer({
  port = 0,
  answerTo = () => null,
  refuses = null,
  arrived = () => undefined,
}: Options = {}): Promise<TestSmtpServer> {
  const received: ReceivedMail[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: refuses === "account" ? ["STARTTLS"] : ["STARTTLS", "AUTH"],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    onAuth(_auth, _session, callback) {
      callback(Object.assign(new Error("not you"), { responseCode: 535 }));
    },
    onMailFrom(_address, _session, callback) {
      const refused = Object.assign(new Error("not from you"), { responseCode: 550 });
      callback(refuses === "sender" ? refused : null);
    },
    onRcptTo({ address }, _session, callback) {
      if (refuses === "relaying") {
        callback(Object.assign(new Error("5.7.1 no relaying for you"), { responseCode: 554 }));
        return;
      }
      const responseCode = answerTo(address);
      callback(responseCode === null ? null : Object.assign(new Error("not now"), { responseCode }));
    },
    onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        const mail = { from, to, ...parseMail(Buffer.concat(chunks).toString("utf8")) };
        received.push(mail);
        arrived(mail);
        callback();
      });
    },
  });
  const listener = smtp.listen(port, "127.0.0.1");
  await once(listener, "listening");
  const { port: taken } = listener.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${taken}`,
    messages: () => [...received],
    close: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
}
