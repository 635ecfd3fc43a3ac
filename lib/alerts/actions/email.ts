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
      html: htmlMail(words, message.type, stop),
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

/** 5xx of SMTP is final; 4xx asks to try later, as does a server that cannot be reached. */
function judgeMailError(error: unknown): Outcome {
  if (!(error instanceof Error)) return judgeError(error);
  const statusCode =
    "responseCode" in error && typeof error.responseCode === "number" ? error.responseCode : null;
  if (statusCode === null) {
    return {
      outcome: "retry",
      statusCode,
      detail: "the mail server could not be reached",
      retryAfterMs: null,
    };
  }
  return statusCode >= 500
    ? {
        outcome: "failed",
        statusCode,
        detail: `${statusCode}: the mail server refused it`,
        retryAfterMs: null,
      }
    : {
        outcome: "retry",
        statusCode,
        detail: `${statusCode}: the mail server asks to try later`,
        retryAfterMs: null,
      };
}
