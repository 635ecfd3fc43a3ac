import type { ActionContext } from "../alerts/actions/types.ts";
import type { AlertData, AlertMessage, DigestMessage } from "../alerts/message.ts";
import type { Outgoing, OutgoingAnswer, OutgoingPost } from "../outgoing/types.ts";

const INCIDENT = "https://scope.example/channels/brightbulb/incidents/482";

/** An incident as the evaluator tells it. */
export function alertMessage(
  type: AlertMessage["type"] = "alert.firing",
  data: Partial<AlertData> = {},
): AlertMessage {
  return {
    type,
    timestamp: "2026-11-23T14:41:07.000Z",
    data: {
      incident_id: "0b5e0f3c-5f57-4d0e-9a55-9f7f1a2b3c4d",
      incident_number: 482,
      recipe_id: "5a0b8f0e-3c1a-4a57-8a35-0d6f6f0a9d11",
      recipe_name: "API errors",
      channel: "brightbulb",
      channel_name: "Brightbulb",
      endpoint: null,
      trigger: "error_rate_above",
      title: "12\u202f% of send_message actions fail with HTTP 503",
      condition: "the error rate is above 5\u202f%, over 5 minutes",
      value: 12.4,
      threshold: 5,
      unit: "percent",
      started_at: "2026-11-23T14:36:10.000Z",
      fired_at: "2026-11-23T14:41:07.000Z",
      recovered_at: null,
      acknowledged_by: null,
      url: INCIDENT,
      requests_url: "https://scope.example/channels/brightbulb/logs?from=a&to=b&q=fault%3Apartner",
      requests: 84_823,
      failures: 10_518,
      users_affected: 312,
      recipes_affected: 348,
      fault: "partner",
      top_error: {
        endpoint: "send_message",
        label: "HTTP 503",
        pattern: "upstream connect error, reset before headers",
        count: 9_812,
      },
      ...data,
    },
  };
}

export function digestMessage(alerts: AlertMessage[]): DigestMessage {
  const url = "https://scope.example/channels/brightbulb/incidents";
  return { type: "alert.digest", timestamp: "2026-11-23T14:42:00.000Z", data: { alerts, url } };
}

type Answer = Partial<OutgoingAnswer> | Error;

/** Gives the answers in turn, the last for ever, and keeps what was posted and by which way. */
export function fakeOutgoing(...answers: Answer[]) {
  const posts: (OutgoingPost & { trusted: boolean })[] = [];
  const reply = (trusted: boolean) => (post: OutgoingPost) => {
    const answer = answers[Math.min(posts.length, answers.length - 1)] ?? {};
    posts.push({ ...post, trusted });
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve({ status: 200, text: "", retryAfterMs: null, ...answer });
  };
  const http: Outgoing = {
    post: reply(false),
    postTrusted: reply(true),
    getTrusted: () => Promise.reject(new Error()),
  };
  return { http, posts };
}

export const TWILIO = {
  url: "https://sms.example/",
  accountSid: "AC1",
  authToken: "token",
  from: "+15005550006",
  messagingServiceSid: null,
};

export function actionContext(
  http: Outgoing,
  settings: Partial<ActionContext["settings"]> = {},
): ActionContext {
  return {
    http,
    settings: {
      sendMail: null,
      twilio: TWILIO,
      pagerDutyUrl: "https://events.example/",
      unsubscribeUrl: (id) => `https://scope.example/unsubscribe/${id}`,
      ...settings,
    },
    deliveryId: "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    now: Date.parse("2026-11-23T14:41:08.250Z"),
  };
}

/** 2 kB of what an API may answer to hurt whoever reads it. */
export const HOSTILE = `</pre><script>alert(1)</script> & <!channel> <@U123> \u0060\u0060\u0060 *x* "'\u0000\u001b[31m\u202e\r\nBcc: all@example.com\r\n${"\u0007<&>\ud83d".repeat(400)}`;
