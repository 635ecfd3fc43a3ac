import type { Mail } from "../../mail.ts";
import type { Outgoing } from "../../outgoing/types.ts";
import type { AlertMessage, DigestMessage, OpenDestination } from "../message.ts";

/** `gone`: the destination says that it does not exist any more. */
export interface Outcome {
  outcome: "delivered" | "retry" | "failed" | "gone";
  /** Of the answer; null without one. */
  statusCode: number | null;
  /** In words, as `200 OK` or `no answer within 15 s`; never the answer's body. */
  detail: string;
  /** How long the receiver asked to wait, milliseconds. */
  retryAfterMs: number | null;
  /** The installation failed, its account, or who carries messages for it: that says nothing about the destination. */
  blameless?: true;
}

/** What the operator configured. */
export interface ActionSettings {
  /** null: no mail server. */
  sendMail: ((mail: Mail) => Promise<void>) | null;
  /** null: no account. */
  twilio: {
    url: string;
    accountSid: string;
    authToken: string;
    from: string | null;
    messagingServiceSid: string | null;
  } | null;
  pagerDutyUrl: string;
  /** A link that ends reminders for this address; signed, so that nobody ends another's. */
  unsubscribeUrl(destinationId: string): string;
}

export interface ActionContext {
  http: Outgoing;
  settings: ActionSettings;
  /** Stable over all attempts; receivers know repeats by it. */
  deliveryId: string;
  /** Of this attempt, milliseconds since 1970. */
  now: number;
}

/** One attempt. Never throws: whatever happens is an outcome. */
export type SendAction<Type extends OpenDestination["type"]> = (
  destination: Extract<OpenDestination, { type: Type }>,
  message: AlertMessage | DigestMessage,
  context: ActionContext,
) => Promise<Outcome>;
