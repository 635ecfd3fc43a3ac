import type { AlertMessage, DigestMessage, OpenDestination } from "../message.ts";
import { sendEmail } from "./email.ts";
import { judgeError } from "./judge-answer.ts";
import { sendPagerDuty } from "./pagerduty.ts";
import { sendSlack } from "./slack.ts";
import { sendSms } from "./sms.ts";
import type { ActionContext, Outcome } from "./types.ts";
import { sendWebhook } from "./webhook.ts";

/** One attempt to tell a destination. Never throws. */
export async function sendAction(
  destination: OpenDestination,
  message: AlertMessage | DigestMessage,
  context: ActionContext,
): Promise<Outcome> {
  try {
    return await send(destination, message, context);
  } catch (error) {
    return judgeError(error);
  }
}

function send(
  destination: OpenDestination,
  message: AlertMessage | DigestMessage,
  context: ActionContext,
): Promise<Outcome> {
  switch (destination.type) {
    case "webhook":
      return sendWebhook(destination, message, context);
    case "slack":
      return sendSlack(destination, message, context);
    case "email":
      return sendEmail(destination, message, context);
    case "sms":
      return sendSms(destination, message, context);
    case "pagerduty":
      return sendPagerDuty(destination, message, context);
  }
}
