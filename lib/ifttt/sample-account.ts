import { createHmac } from "node:crypto";
import { thresholdOf } from "../alerts/engine/threshold.ts";
import type { AlertMessage } from "../alerts/message.ts";
import { conditionInWords } from "../alerts/recipes/condition.ts";
import { UNITS } from "../alerts/trigger.ts";
import type { Account, Poll } from "./account.ts";
import { eventOf, type TriggerEvent } from "./ingredients.ts";
import { sameSecret } from "./same-secret.ts";
import { TRIGGERS } from "./triggers/index.ts";

/** The engine's endpoint tests use it. It opens samples and nothing else, and goes when the service key changes. */
export function sampleToken(serviceKey: string): string {
  const seal = createHmac("sha256", serviceKey).update("sample access token").digest("base64url");
  return `cst_sample_${seal}`;
}

export const isSampleToken = (token: string, serviceKey: string): boolean =>
  sameSecret(token, sampleToken(serviceKey));

const CHANNEL = { slug: "sample-channel", name: "Sample Channel" };
const ENDPOINT = { channel: CHANNEL.slug, slug: "send_message", name: "Send a message" };

const FIELDS: Record<string, string> = {
  channel: CHANNEL.slug,
  endpoint: ENDPOINT.slug,
  threshold: "5",
  milliseconds: "2000",
  percentile: "95",
};
const INVALID: Record<string, string> = {
  channel: "no-such-channel",
  endpoint: "no_such_endpoint",
  threshold: "none",
  milliseconds: "soon",
  percentile: "200",
};

const entries = <T>(of: (trigger: (typeof TRIGGERS)[number]) => T): Record<string, T> =>
  Object.fromEntries(TRIGGERS.map((trigger) => [trigger.slug, of(trigger)]));

const fieldsOf = <T>(fields: readonly string[], of: (field: string) => T): Record<string, T> =>
  Object.fromEntries(fields.map((field) => [field, of(field)]));

/** What `POST test/setup` tells an engine to test with. */
export function testSetup(serviceKey: string) {
  return {
    accessToken: sampleToken(serviceKey),
    samples: {
      triggers: entries(({ fields }) => fieldsOf(fields, (field) => FIELDS[field] ?? "")),
      triggerFieldValidations: entries(({ fields }) =>
        fieldsOf(fields, (field) => ({ valid: FIELDS[field] ?? "", invalid: INVALID[field] ?? "" })),
      ),
    },
  };
}

/** An account of samples: nothing of it is in the database, so nothing of it is on a screen or in a figure. */
export function sampleAccount(origin: string): Account {
  return {
    info: () => ({ id: "sample-person", name: "Sample person", url: `${origin}/connected-apps` }),
    channels: async () => [CHANNEL],
    endpoints: async () => [ENDPOINT],
    events: async (poll) => SAMPLE_HOURS.map((hour) => sampleEvent(poll, hour, origin)).slice(0, poll.limit),
    forget: async () => undefined,
  };
}

/** Hours since the first of them, newest first. */
const SAMPLE_HOURS = [72, 30, 7, 0];
const FIRST = Date.parse("2026-01-05T09:00:00Z");
const MINUTE = 60_000;

function sampleEvent({ trigger, subscription }: Poll, hour: number, origin: string): TriggerEvent {
  const startedAt = FIRST + hour * 60 * MINUTE;
  const [firedAt, recoveredAt] = [startedAt + 2 * MINUTE, startedAt + 19 * MINUTE];
  const recovered = trigger.kind === "recovered";
  const { condition, channel, endpoint } = subscription;
  const threshold = thresholdOf(condition);
  const place = `${origin}/channels/${channel}`;
  const message: AlertMessage = {
    type: recovered ? "alert.recovered" : "alert.firing",
    timestamp: new Date(recovered ? recoveredAt : firedAt).toISOString(),
    data: {
      incident_id: `sample-incident-${hour}`,
      incident_number: hour + 1,
      recipe_id: "sample-recipe",
      recipe_name: "Sample",
      channel,
      channel_name: CHANNEL.name,
      endpoint,
      trigger: condition.type,
      title: `Sample: ${conditionInWords(condition)}`,
      condition: conditionInWords(condition),
      value: threshold === null ? 0 : threshold === 100 ? 100 : threshold * 1.5,
      threshold,
      unit: UNITS[condition.type],
      started_at: new Date(startedAt).toISOString(),
      fired_at: new Date(firedAt).toISOString(),
      recovered_at: recovered ? new Date(recoveredAt).toISOString() : null,
      acknowledged_by: null,
      requests: 2_400,
      failures: 310,
      users_affected: 212,
      recipes_affected: 240,
      fault: "partner",
      top_error: { endpoint, label: "HTTP 503", pattern: "upstream connect error", count: 310 },
      url: `${place}/incidents/${hour + 1}`,
      requests_url: `${place}/logs`,
    },
  };
  return eventOf(`${trigger.slug}-${hour}`, message);
}
