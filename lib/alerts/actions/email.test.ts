import { afterEach, describe, expect, it } from "vitest";
import { sendMail } from "../../mail.ts";
import {
  actionContext,
  alertMessage,
  digestMessage,
  fakeOutgoing,
  HOSTILE,
} from "../../testing/alert-messages.ts";
import { startSmtpServer, type TestSmtpServer } from "../../testing/smtp-server.ts";
import type { OpenDestination } from "../message.ts";
import { sendAction } from "./send.ts";

const destination: OpenDestination = { id: "d1", name: "Mira", type: "email", to: "mira@brightbulb.example" };
let server: TestSmtpServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function send(
  message: Parameters<typeof sendAction>[1],
  options?: Parameters<typeof startSmtpServer>[0],
) {
  const smtp = await startSmtpServer(options);
  server = smtp;
  const mailer = (mail: Parameters<typeof sendMail>[1]) => sendMail(smtp.url, mail);
  const outcome = await sendAction(
    destination,
    message,
    actionContext(fakeOutgoing().http, { sendMail: mailer }),
  );
  return { outcome, mails: smtp.messages() };
}

describe("an alert's mail, by a real SMTP session", () => {
  it("says everything as text", async () => {
    const { outcome, mails } = await send(alertMessage());
    expect(outcome).toEqual({
      outcome: "delivered",
      statusCode: 250,
      detail: "the mail server took it",
      retryAfterMs: null,
    });
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({
      to: ["mira@brightbulb.example"],
      subject: "[Firing] Brightbulb: 12 % of send_message actions fail with HTTP 503",
      headers: {
        "message-id": "<7c9e6679-7425-40de-944b-e07fc1f90ae7@scope.example>",
        references: "<incident-0b5e0f3c-5f57-4d0e-9a55-9f7f1a2b3c4d@scope.example>",
        "auto-submitted": "auto-generated",
      },
    });
    expect(mails[0]?.headers).not.toHaveProperty("list-unsubscribe");
    expect(mails[0]?.text.replaceAll("\u202f", " ").trim().split("\n")).toEqual([
      "[Firing] Brightbulb: 12 % of send_message actions fail with HTTP 503",
      "",
      "Alert Recipe “API errors”: the error rate is above 5 %, over 5 minutes.",
      "",
      "Measured: 12.4 %, threshold 5 %",
      "Since: 14:36 UTC",
      "Failed: 10,518 of 84,823 requests",
      "Affected: 312 users, 348 Recipes",
      "Fault: partner",
      "",
      "Top error: send_message: HTTP 503, 9,812 times",
      "",
      "    upstream connect error, reset before headers",
      "",
      "Incident #482: https://scope.example/channels/brightbulb/incidents/482",
      "See the requests: https://scope.example/channels/brightbulb/logs?from=a&to=b&q=fault%3Apartner",
    ]);
  });

  it("says the same as a page, escaped, without anything from elsewhere", async () => {
    const error = { endpoint: HOSTILE, label: HOSTILE, pattern: HOSTILE, count: 1 };
    const message = alertMessage("alert.firing", {
      title: HOSTILE,
      recipe_name: HOSTILE,
      top_error: error,
      requests_url: 'https://scope.example/logs?q="><script>',
    });
    const { mails } = await send(message);
    const { html = "", subject, headers } = mails[0] ?? {};
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).toContain('href="https://scope.example/logs?q=&quot;&gt;&lt;script&gt;"');
    expect(html).toContain("10,518 of 84,823 requests");
    expect(html).not.toMatch(/<script|<img|<link|<\/pre><script|src=|url\(|\u202e/);
    expect(html.match(/<\/pre>/g)).toHaveLength(1);
    expect(subject).toContain("Bcc: all@example.com");
    expect(headers).not.toHaveProperty("bcc");
    expect(mails[0]?.to).toEqual(["mira@brightbulb.example"]);
  });

  it("lets a reminder's reader end reminders, by a link and by the mail program", async () => {
    const { mails } = await send(alertMessage("alert.reminder"));
    expect(mails[0]?.headers).toMatchObject({
      "list-unsubscribe": "<https://scope.example/unsubscribe/d1>",
      "list-unsubscribe-post": "List-Unsubscribe=One-Click",
    });
    expect(mails[0]?.text).toContain("Stop reminders to this address: https://scope.example/unsubscribe/d1");
    expect(mails[0]?.html).toContain('<a href="https://scope.example/unsubscribe/d1">');
  });

  it("is green for what recovered, and not for what only ended", async () => {
    const green = "background:#15803d";
    const { mails } = await send(alertMessage("alert.recovered"));
    expect(mails[0]?.html).toContain(green);
    const ended = await send(alertMessage("alert.recovered", { ended_because: "Its Recipe was changed" }));
    expect(ended.mails[0]?.html).not.toContain(green);
  });

  it("tells several alerts in one", async () => {
    const { mails } = await send(digestMessage([alertMessage(), alertMessage("alert.recovered")]));
    expect(mails[0]?.subject).toBe("[Digest] 2 alerts: 1 firing, 1 recovered");
    expect(mails[0]?.text).toContain("- [Recovered] Brightbulb: 12 % of send_message");
    expect(mails[0]?.html).toContain("[Firing] Brightbulb: 12 % of send_message");
  });

  it.each([
    [550, "failed", "550: the mail server refused it"],
    [451, "retry", "451: the mail server asks to try later"],
  ])("is judged by the server's %i as %s", async (answer, outcome, detail) => {
    const { outcome: judged, mails } = await send(alertMessage(), { answerTo: () => answer });
    expect(judged).toEqual({ outcome, statusCode: answer, detail, retryAfterMs: null });
    expect(mails).toEqual([]);
  });

  it.each([
    [535, "account"],
    [550, "sender"],
  ] as const)("is tried again after the server's %i to the installation's own %s", async (code, refuses) => {
    const smtp = await startSmtpServer({ refuses });
    server = smtp;
    const url = smtp.url.replace("//", refuses === "account" ? "//scope:wrong@" : "//");
    const mailer = (mail: Parameters<typeof sendMail>[1]) => sendMail(url, mail);
    const context = actionContext(fakeOutgoing().http, { sendMail: mailer });
    expect(await sendAction(destination, alertMessage(), context)).toEqual({
      outcome: "retry",
      statusCode: code,
      detail: `${code}: the mail server does not let this installation send`,
      retryAfterMs: null,
      blameless: true,
    });
  });

  it("is tried again when nobody answers", async () => {
    const { url, close } = await startSmtpServer();
    await close();
    const mailer = (mail: Parameters<typeof sendMail>[1]) => sendMail(url, mail);
    const context = actionContext(fakeOutgoing().http, { sendMail: mailer });
    expect(await sendAction(destination, alertMessage(), context)).toEqual({
      outcome: "retry",
      statusCode: null,
      detail: "the mail server could not be reached",
      retryAfterMs: null,
      blameless: true,
    });
  });

  it("is not the recipient's fault where the server relays nothing for the installation", async () => {
    const { outcome } = await send(alertMessage(), { refuses: "relaying" });
    expect(outcome).toMatchObject({ outcome: "failed", statusCode: 554, blameless: true });
  });

  it("fails without a mail server", async () => {
    const context = actionContext(fakeOutgoing().http);
    expect(await sendAction(destination, alertMessage(), context)).toMatchObject({
      outcome: "failed",
      detail: "No mail server is configured (SMTP_URL)",
    });
  });
});
