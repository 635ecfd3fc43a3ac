import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { sendMail } from "./mail.ts";
import { startSmtpServer } from "./testing/smtp-server.ts";

const mail = { to: "oncall@example.org", subject: "Firing", text: "It fails." };
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

it("is taken by a real server", async () => {
  const smtp = await startSmtpServer();
  closing.push(smtp.close);
  await sendMail(smtp.url, mail);
  expect(smtp.messages()).toMatchObject([{ to: ["oncall@example.org"], subject: "Firing" }]);
});

/** Never silent, and never done: each byte begins the wait for the next one anew. */
async function endless(): Promise<{ url: string; left: Promise<unknown> }> {
  const left = Promise.withResolvers<void>();
  const server = createServer((socket: Socket) => {
    const drip = setInterval(() => socket.write("220-still\r\n"), 10);
    socket
      .on("error", () => undefined)
      .on("close", () => {
        clearInterval(drip);
        left.resolve();
      });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  closing.push(() => void server.close());
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, left: left.promise };
}

it("is given up, and the connection closed, though the server always has more to say", async () => {
  const { url, left } = await endless();
  await expect(sendMail(url, mail, 200)).rejects.toThrow();
  await left;
});

it("fails where nobody listens", async () => {
  const { url } = await endless();
  await closing.pop()?.();
  await expect(sendMail(url, mail)).rejects.toThrow(/ECONNREFUSED/);
});
