import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { parseMail } from "./parse-mail.ts";

interface ReceivedMail {
  /** As the envelope says, not what the message calls itself. */
  from: string;
  to: string[];
  subject: string;
  text: string;
}

export interface TestSmtpServer {
  /** For `SMTP_URL`. */
  url: string;
  /** What has arrived, oldest first. */
  messages(): readonly ReceivedMail[];
  close(): Promise<void>;
}

/** A real SMTP server on a free port of this machine that keeps what it is sent. */
export async function startSmtpServer(): Promise<TestSmtpServer> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onData(stream, { envelope }, done) {
      text(stream).then((raw) => {
        received.push({
          from: envelope.mailFrom === false ? "" : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          ...parseMail(raw),
        });
        done();
      }, done);
    },
  });
  // A client that goes away in the middle is no reason to end the tests.
  server.on("error", () => undefined);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    messages: () => received,
    close: () => new Promise((closed) => server.close(closed)),
  };
}
