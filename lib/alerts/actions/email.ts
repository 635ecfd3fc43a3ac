import type { AlertMessage, DigestMessage } from "../message.ts";
import { isDigest } from "./digest.ts";
import { htmlMail } from "./html-mail.ts";
import { judgeError, notConfigured } from "./judge-answer.ts";
import type { ActionContext, Outcome, SendAction } from "./types.ts";
import type { Link, Wording } from "./wording.ts";
import { wordsOf } from "./words.ts";

/** SMTP's answer to a message that it took. */
const TAKEN = 250;

export const sendEmail: SendAction<"email"> = async ({ id, to }, message, context) => {
  const { sendMail } = context.settings;
  if (sendMail === null) return notConfigured("No mail server is configured (SMTP_URL)");
  try {
    const words = wordsOf(message);
    const stop =
      message.type === "alert.reminder"
        ? { text: "Stop reminders to this address", url: context.settings.unsubscribeUrl(id) }
        : null;
    await sendMail({
      to,
      subject: words.subject,
      text: textMail(words, stop),
      html: htmlMail(words, message, stop),
      headers: headersOf(message, context, stop),
    });
    return { outcome: "delivered", statusCode: TAKEN, detail: "the mail server took it", retryAfterMs: null };
  } catch (error) {
    return judgeMailError(error);
  }
};

/** A repeat has the first one's id, and all mails of an incident are one conversation. */
function headersOf(
  message: AlertMessage | DigestMessage,
  { deliveryId }: ActionContext,
  stop: Link | null,
): Record<string, string> {
  const host = new URL(message.data.url).hostname;
  return {
    "Message-ID": `<${deliveryId}@${host}>`,
    ...(isDigest(message) ? {} : { References: `<incident-${message.data.incident_id}@${host}>` }),
    "Auto-Submitted": "auto-generated",
    ...(stop && {
      "List-Unsubscribe": `<${stop.url}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }),
  };
}

function textMail({ subject, lead, facts, topError, alerts, links }: Wording, stop: Link | null): string {
  const parts = [
    subject,
    lead,
    facts.map(({ label, value }) => `${label}: ${value}`).join("\n"),
    topError === null ? "" : `Top error: ${topError.what}`,
    topError?.pattern?.replace(/^/gm, "    ") ?? "",
    alerts.map(({ text, url }) => `- ${text}\n  ${url}`).join("\n"),
    [...links, ...(stop === null ? [] : [stop])].map(({ text, url }) => `${text}: ${url}`).join("\n"),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** Commands by whose answer the server judges this mail; any other is about the connection, the account or the sender. */
const OF_THIS_MAIL: ReadonlySet<unknown> = new Set(["RCPT TO", "DATA"]);

/** Of the policy, as of relaying, and of the sender's address: many servers say so only once they know the recipient. */
const OF_THE_SENDER = /^\d{3}[ -][45]\.(?:7\.\d+|1\.[78])\b/;

/** 5xx to the recipient or the message is final; all else is tried again, as it says nothing about the destination. */
function judgeMailError(error: unknown): Outcome {
  if (!(error instanceof Error)) return judgeError(error);
  const statusCode =
    "responseCode" in error && typeof error.responseCode === "number" ? error.responseCode : null;
  const ofThisMail = "command" in error && OF_THIS_MAIL.has(error.command);
  const ofTheSender = "response" in error && OF_THE_SENDER.test(String(error.response));
  const { outcome, detail } = verdictOf(statusCode, ofThisMail);
  const blame = ofThisMail && !ofTheSender ? {} : { blameless: true as const };
  return { outcome, statusCode, detail, retryAfterMs: null, ...blame };
}

function verdictOf(code: number | null, ofThisMail: boolean): Pick<Outcome, "outcome" | "detail"> {
  if (code === null) return { outcome: "retry", detail: "the mail server could not be reached" };
  if (code < 500) return { outcome: "retry", detail: `${code}: the mail server asks to try later` };
  return ofThisMail
    ? { outcome: "failed", detail: `${code}: the mail server refused it` }
    : { outcome: "retry", detail: `${code}: the mail server does not let this installation send` };
}
