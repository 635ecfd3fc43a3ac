import { describe, expect, it } from "vitest";
import { OutgoingFailed } from "../../outgoing/types.ts";
import {
  actionContext,
  alertMessage,
  digestMessage,
  fakeOutgoing,
  HOSTILE,
} from "../../testing/alert-messages.ts";
import type { OpenDestination } from "../message.ts";
import { sendAction } from "./send.ts";

const routing_key = "0123456789abcdef0123456789abcdef";
const destination: OpenDestination = { id: "d1", name: "On call", type: "pagerduty", routing_key };
const KEY = "channelscope-0b5e0f3c-5f57-4d0e-9a55-9f7f1a2b3c4d";

interface Event {
  event_action: string;
  dedup_key: string;
  payload?: { summary: string; severity: string; custom_details: Record<string, unknown> };
}

async function eventsOf(message: Parameters<typeof sendAction>[1]) {
  const { http, posts } = fakeOutgoing({ status: 202 });
  const outcome = await sendAction(destination, message, actionContext(http));
  expect(outcome).toMatchObject({ outcome: "delivered" });
  return posts.map(({ url, trusted, body }) => {
    expect({ url, trusted }).toEqual({ url: "https://events.example/v2/enqueue", trusted: true });
    return JSON.parse(body) as Event;
  });
}

describe("a PagerDuty event", () => {
  it("opens an alert that says everything", async () => {
    expect(await eventsOf(alertMessage())).toEqual([
      {
        routing_key,
        event_action: "trigger",
        dedup_key: KEY,
        payload: {
          summary: "Brightbulb: 12 % of send_message actions fail with HTTP 503",
          source: "brightbulb",
          severity: "error",
          timestamp: "2026-11-23T14:41:07.000Z",
          class: "error_rate_above",
          custom_details: {
            About: "Alert Recipe “API errors”: the error rate is above 5\u202f%, over 5 minutes.",
            Measured: "12.4\u202f%, threshold 5\u202f%",
            Since: "14:36 UTC",
            Failed: "10,518 of 84,823 requests",
            Affected: "312 users, 348 Recipes",
            Fault: "partner",
            "Top error": "send_message: HTTP 503, 9,812 times",
            "Error text": "upstream connect error, reset before headers",
          },
        },
        links: [
          { href: "https://scope.example/channels/brightbulb/incidents/482", text: "Incident #482" },
          {
            href: "https://scope.example/channels/brightbulb/logs?from=a&to=b&q=fault%3Apartner",
            text: "See the requests",
          },
        ],
        client: "Channelscope",
        client_url: "https://scope.example/channels/brightbulb/incidents/482",
      },
    ]);
  });

  it.each([
    ["alert.reminder", "trigger"],
    ["alert.acknowledged", "acknowledge"],
    ["alert.recovered", "resolve"],
  ] as const)("of %s is a %s with the incident's one key", async (type, event_action) => {
    expect(await eventsOf(alertMessage(type))).toMatchObject([{ event_action, dedup_key: KEY }]);
  });

  it.each([
    ["down", "critical"],
    ["platform", "critical"],
    ["no_traffic", "error"],
    ["latency_above", "warning"],
  ] as const)("of %s is %s", async (trigger, severity) => {
    expect(await eventsOf(alertMessage("alert.firing", { trigger }))).toMatchObject([
      { payload: { severity } },
    ]);
  });

  it("opens and closes an alert of its own for a test", async () => {
    const events = await eventsOf(alertMessage("alert.test"));
    expect(events.map(({ event_action }) => event_action)).toEqual(["trigger", "resolve"]);
    expect(new Set(events.map(({ dedup_key }) => dedup_key))).toEqual(
      new Set(["channelscope-test-7c9e6679-7425-40de-944b-e07fc1f90ae7"]),
    );
    expect(events[0]?.payload).toMatchObject({
      summary: "[Test] Brightbulb: this is a test message",
      severity: "info",
    });
  });

  it("pages once for a storm, for the worst, and closes what is over", async () => {
    const events = await eventsOf(
      digestMessage([
        alertMessage("alert.firing", { incident_id: "slow", trigger: "latency_above" }),
        alertMessage("alert.firing", { incident_id: "brief", trigger: "down" }),
        alertMessage("alert.recovered", { incident_id: "brief", trigger: "down" }),
        alertMessage("alert.firing", { incident_id: "dead", trigger: "down", channel_name: "Doorbell" }),
        alertMessage("alert.acknowledged", { incident_id: "seen" }),
      ]),
    );
    expect(events).toMatchObject([
      {
        event_action: "trigger",
        dedup_key: "channelscope-dead",
        payload: {
          summary: "Doorbell: 12 % of send_message actions fail with HTTP 503 (and 1 more)",
          custom_details: {
            Also: ["[Firing] Brightbulb: 12 % of send_message actions fail with HTTP 503"],
          },
        },
      },
      { event_action: "resolve", dedup_key: "channelscope-brief" },
      { event_action: "acknowledge", dedup_key: "channelscope-seen" },
    ]);
  });

  it("keeps a hostile summary within 1,024 characters", async () => {
    const [event] = await eventsOf(alertMessage("alert.firing", { title: HOSTILE, channel_name: HOSTILE }));
    expect(event?.payload?.summary.length).toBeLessThanOrEqual(1_024);
    expect(event?.payload?.summary).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it.each([
    [{ status: 202 }, "delivered", "202 Accepted"],
    [{ status: 400 }, "failed", "400 Bad Request: the event or its routing key is refused"],
    [{ status: 403 }, "retry", "403 Forbidden"],
    [{ status: 429, retryAfterMs: 1_000 }, "retry", "429 Too Many Requests"],
    [{ status: 502 }, "retry", "502 Bad Gateway"],
    [new OutgoingFailed("no answer within 15 s"), "retry", "no answer within 15 s"],
  ])("judges %j as %s", async (answer, outcome, detail) => {
    const { http } = fakeOutgoing(answer);
    expect(await sendAction(destination, alertMessage(), actionContext(http))).toMatchObject({
      outcome,
      detail,
    });
  });

  it("is not delivered when one event of a digest is not", async () => {
    const { http } = fakeOutgoing({ status: 202 }, { status: 503 }, { status: 202 });
    const digest = digestMessage([
      alertMessage("alert.firing", { incident_id: "a" }),
      alertMessage("alert.recovered", { incident_id: "b" }),
      alertMessage("alert.recovered", { incident_id: "c" }),
    ]);
    expect(await sendAction(destination, digest, actionContext(http))).toMatchObject({
      outcome: "retry",
      statusCode: 503,
    });
  });
});
