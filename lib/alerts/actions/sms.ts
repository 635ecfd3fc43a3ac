import type { OutgoingAnswer } from "../../outgoing/types.ts";
import { attemptByAccount, notConfigured } from "./judge-answer.ts";
import { oneLine } from "./plain-text.ts";
import type { ActionContext, Outcome, SendAction } from "./types.ts";
import type { Wording } from "./wording.ts";
import { wordsOf } from "./words.ts";

/** What Twilio says of a number that no text will ever reach. */
const NEVER_AGAIN = new Map<number, { outcome: "failed" | "gone"; because: string }>([
  [21211, { outcome: "failed", because: "not a valid number (21211)" }],
  [21614, { outcome: "failed", because: "not a mobile number (21614)" }],
  [21610, { outcome: "gone", because: "the recipient unsubscribed (21610)" }],
]);

/** Two texts' worth; Twilio takes 1,600 characters. */
const AIM = 320;
const MOST = 1_600;

export const sendSms: SendAction<"sms"> = ({ to }, message, context) =>
  sendTextMessage(to, smsText(wordsOf(message)), context);

/** Any text to a number. Never throws. */
export async function sendTextMessage(
  to: string,
  body: string,
  { http, settings: { twilio } }: Pick<ActionContext, "http" | "settings">,
): Promise<Outcome> {
  if (twilio === null) return notConfigured("No SMS account is configured (TWILIO_ACCOUNT_SID)");
  const { accountSid, authToken, from, messagingServiceSid } = twilio;
  if (messagingServiceSid === null && from === null) {
    return notConfigured("No number to send from is configured (TWILIO_FROM)");
  }
  const form = new URLSearchParams({ To: to, Body: body });
  if (messagingServiceSid !== null) form.set("MessagingServiceSid", messagingServiceSid);
  else form.set("From", from ?? "");
  return attemptByAccount(
    () =>
      http.postTrusted({
        url: `${twilio.url.replace(/\/+$/, "")}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`,
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`,
        },
        body: form.toString(),
      }),
    verdictOf,
  );
}

function verdictOf({ text }: OutgoingAnswer) {
  return NEVER_AGAIN.get(errorCodeOf(text)) ?? null;
}

function errorCodeOf(text: string): number {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === "object" && answer !== null && "code" in answer ? Number(answer.code) : 0;
  } catch {
    return 0;
  }
}

/** The subject, then as many facts as fit, then where to look. */
export function smsText({ subject, facts, alerts, links, lead, title }: Wording): string {
  const address = links[0]?.url ?? "";
  let text = simple(oneLine(subject, 160));
  const rest = [
    ...facts.map(({ label, value }) => `${label}: ${value}.`),
    ...alerts.map((alert) => `${alert.text}.`),
    ...(facts.length + alerts.length === 0 ? [lead] : []),
  ];
  text += /[.!?]$/.test(title) ? "" : ".";
  for (const part of rest.map(simple)) {
    if (text.length + part.length + address.length + 2 > AIM) break;
    text += ` ${part}`;
  }
  return text.length + address.length < MOST ? `${text} ${address}` : text;
}

/** In the alphabet of text messages where it can be: one sign outside it more than halves what fits into one. */
function simple(text: string): string {
  return text
    .replace(/[\u202f\u00a0]/g, " ")
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[–−]/g, "-")
    .replaceAll("…", "...")
    .replaceAll("×", "x");
}
