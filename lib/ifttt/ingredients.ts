import { formatAlertValue } from "../alerts/format-value.ts";
import type { AlertData, AlertMessage } from "../alerts/message.ts";

export interface TriggerEvent {
  meta: {
    /** `recipe:incident:transition`. */
    id: string;
    /** Seconds since 1970. */
    timestamp: number;
  };
  [ingredient: string]: string | number | TriggerEvent["meta"];
}

type Ingredients = Record<string, string | number>;

/**
 * What can be put into an action, every one of them in every event: what is not known is an empty text. All of it is
 * of the transition's own message, so that an event never changes; of users there are counts only.
 */
function ingredientsOf({ timestamp, data }: AlertMessage): Ingredients {
  const figure = (value: number | null) => (value === null ? "" : formatAlertValue(value, data.unit));
  return {
    title: data.title,
    condition: data.condition,
    channel: data.channel ?? "",
    channel_name: data.channel_name ?? data.channel ?? "",
    endpoint: data.endpoint ?? "",
    value: data.value ?? "",
    threshold: data.threshold ?? "",
    unit: data.unit,
    value_text: figure(data.value),
    threshold_text: figure(data.threshold),
    occurred_at: timestamp,
    started_at: data.started_at,
    recovered_at: data.recovered_at ?? "",
    requests: data.requests,
    failures: data.failures,
    users_affected: data.users_affected,
    recipes_affected: data.recipes_affected,
    fault: data.fault ?? "",
    top_error: topError(data),
    incident_number: data.incident_number,
    incident_url: data.url,
    requests_url: data.requests_url,
  };
}

function topError({ top_error: top }: AlertData): string {
  if (top === null) return "";
  return top.pattern === null ? top.label : `${top.label}: ${top.pattern}`;
}

/** One state change of one incident, as the engine gets it. */
export function eventOf(transitionId: string, message: AlertMessage): TriggerEvent {
  const { recipe_id, incident_id } = message.data;
  return {
    ...ingredientsOf(message),
    meta: {
      id: `${recipe_id ?? "none"}:${incident_id}:${transitionId}`,
      timestamp: Math.floor(Date.parse(message.timestamp) / 1_000),
    },
  };
}
