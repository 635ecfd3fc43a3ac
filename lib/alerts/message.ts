import type { DestinationType } from "./action.ts";
import type { Impact } from "./impact.ts";
import type { PlatformUnit, TriggerType, Unit } from "./trigger.ts";

export type MessageType =
  | "alert.firing"
  | "alert.recovered"
  | "alert.acknowledged"
  | "alert.reminder"
  | "alert.test"
  | "alert.digest";

/** Of one incident; times are ISO 8601 in UTC. */
export interface AlertData extends Impact {
  incident_id: string;
  incident_number: number;
  recipe_id: string | null;
  recipe_name: string;
  /** null: the installation itself. */
  channel: string | null;
  channel_name: string | null;
  endpoint: string | null;
  trigger: TriggerType | "platform";
  /** What happened, in words: `12 % of send_message actions fail with HTTP 503`. */
  title: string;
  /** The Recipe's condition in words: `the error rate is above 5 %, over 5 minutes`. */
  condition: string;
  value: number | null;
  threshold: number | null;
  unit: Unit | PlatformUnit;
  started_at: string;
  fired_at: string;
  recovered_at: string | null;
  /** Why it ended without being seen to recover: nobody measures it any more, say. Absent: it recovered, or goes on. */
  ended_because?: string;
  acknowledged_by: string | null;
  /** The incident's page. */
  url: string;
  /** Logs, at the failing requests. */
  requests_url: string;
}

/** What an action turns into a post, a mail, a text; the body of a webhook as it is. */
export interface AlertMessage {
  type: MessageType;
  /** Of the transition: ISO 8601, UTC. */
  timestamp: string;
  data: AlertData;
}

/** Several messages in one, where a destination would have got too many. */
export interface DigestMessage {
  type: "alert.digest";
  timestamp: string;
  data: { alerts: AlertMessage[]; url: string };
}

/** A destination with its settings in the clear; never leaves the process. */
export type OpenDestination = { id: string; name: string } & (
  | {
      type: "webhook";
      url: string;
      secret: string;
      /** Secrets that were replaced, and until when they still sign: milliseconds since 1970. */
      old_secrets: { secret: string; until: number }[];
    }
  | { type: "slack"; url: string }
  | { type: "email"; to: string }
  | { type: "sms"; to: string }
  | { type: "pagerduty"; routing_key: string }
) & { type: DestinationType };

/** A message as its transition keeps it. Nobody but those who record transitions writes there, so its shape is trusted. */
export const storedMessage = (stored: unknown): AlertMessage => stored as AlertMessage;
