import { sendMail } from "../../mail.ts";
import { unsubscribeLink } from "../destinations/reminders.ts";
import type { ActionSettings } from "./types.ts";

/** As the operator configures it; unset parts cannot be used. */
export interface ActionConfig {
  SMTP_URL?: string | undefined;
  TWILIO_URL: string;
  TWILIO_ACCOUNT_SID?: string | undefined;
  TWILIO_AUTH_TOKEN?: string | undefined;
  TWILIO_FROM?: string | undefined;
  TWILIO_MESSAGING_SERVICE_SID?: string | undefined;
  PAGERDUTY_URL: string;
}

export function actionSettings(
  config: ActionConfig,
  { origin, encryptionKey }: { origin: string; encryptionKey: string },
): ActionSettings {
  const { SMTP_URL: smtpUrl, TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = config;
  const [from, messagingServiceSid] = [
    config.TWILIO_FROM ?? null,
    config.TWILIO_MESSAGING_SERVICE_SID ?? null,
  ];
  const complete =
    accountSid !== undefined && authToken !== undefined && (from ?? messagingServiceSid) !== null;
  return {
    sendMail: smtpUrl === undefined ? null : (mail) => sendMail(smtpUrl, mail),
    twilio: complete ? { url: config.TWILIO_URL, accountSid, authToken, from, messagingServiceSid } : null,
    pagerDutyUrl: config.PAGERDUTY_URL,
    unsubscribeUrl: (destinationId) => unsubscribeLink(origin, destinationId, encryptionKey),
  };
}
