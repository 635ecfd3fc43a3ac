import { describe, expect, it } from "vitest";
import {
  actionContext,
  alertMessage,
  digestMessage,
  fakeOutgoing,
  HOSTILE,
} from "../../testing/alert-messages.ts";
import type { OpenDestination } from "../message.ts";
import { sendAction } from "./send.ts";

const url = "https://hooks.slack.example/services/T/B/x";
const destination: OpenDestination = {
  id: "d1",
  name: "#api-alerts",
  type: "slack",
  url,
};

interface Text {
  type: string;
  text: string;
  verbatim: boolean;
}
interface Payload {
  text: string;
  blocks: { type: string; text?: Text; fields?: Text[]; elements?: Text[] }[];
}

async function payloadOf(message: Parameters<typeof sendAction>[1]) {
  const { http, posts } = fakeOutgoing({ text: "ok" });
  await sendAction(destination, message, actionContext(http));
  expect(posts).toHaveLength(1);
  expect(posts[0]).toMatchObject({ url, trusted: false });
  return JSON.parse(posts[0]?.body ?? "") as Payload;
}

const textsOf = ({ blocks }: Payload) =>
  blocks.flatMap(({ text, fields, elements }) => [
    ...(text ? [text] : []),
    ...(fields ?? []),
    ...(elements ?? []),
  ]);

const mrkdwn = (text: string) => ({ type: "mrkdwn", text, verbatim: true });

describe("a Slack message", () => {
  it("says everything in Block Kit", async () => {
    expect(await payloadOf(alertMessage())).toEqual({
      text: "[Firing] Brightbulb: 12 % of send_message actions fail with HTTP 503",
      blocks: [
        {
          type: "section",
          text: mrkdwn(
            "*[Firing] Brightbulb: 12 % of send_message actions fail with HTTP 503*\nAlert Recipe “API errors”: the error rate is above 5\u202f%, over 5 minutes.",
          ),
        },
        {
          type: "section",
          fields: [
            mrkdwn("*Measured*\n12.4\u202f%, threshold 5\u202f%"),
            mrkdwn("*Since*\n14:36 UTC"),
            mrkdwn("*Failed*\n10,518 of 84,823 requests"),
            mrkdwn("*Affected*\n312 users, 348 Recipes"),
            mrkdwn("*Fault*\npartner"),
          ],
        },
        {
          type: "section",
          text: mrkdwn(
            "*Top error*\nsend_message: HTTP 503, 9,812 times\n```upstream connect error, reset before headers```",
          ),
        },
        {
          type: "context",
          elements: [
            mrkdwn(
              "<https://scope.example/channels/brightbulb/incidents/482|Incident #482>  ·  <https://scope.example/channels/brightbulb/logs?from=a&amp;to=b&amp;q=fault%3Apartner|See the requests>",
            ),
          ],
        },
      ],
    });
  });

  it("mentions nobody and links nowhere else, whatever an error says, within Slack's limits", async () => {
    const error = { endpoint: HOSTILE, label: HOSTILE, pattern: HOSTILE, count: 1 };
    const hostile = { title: HOSTILE, recipe_name: HOSTILE, condition: HOSTILE, channel_name: HOSTILE };
    const message = alertMessage("alert.firing", {
      ...hostile,
      top_error: error,
      requests_url: `https://scope.example/logs?q=>|<!channel>${"é".repeat(2_000)}`,
    });
    const payload = await payloadOf(message);
    for (const { text } of [...textsOf(payload), { text: payload.text }]) {
      const unlinked = text.replace(/<https:\/\/scope\.example\/[^<>|]*\|[^<>|]*>/g, "");
      expect(unlinked).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
      expect(unlinked.split("```").length).toBeLessThanOrEqual(3);
      expect(text.length).toBeLessThanOrEqual(3_000);
    }
    expect(textsOf(payload).every(({ verbatim }) => verbatim)).toBe(true);
    expect(textsOf(payload)[0]?.text).toContain("&lt;!channel&gt;");
    expect(payload.blocks.at(-1)?.elements?.[0]?.text).toMatch(/ {2}· {2}See the requests$/);
  });

  it("keeps a digest of many alerts within 50 blocks", async () => {
    const { blocks } = await payloadOf(digestMessage(Array.from({ length: 200 }, () => alertMessage())));
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(blocks[0]?.text?.text).toContain("[Digest] 200 alerts: 200 firing");
    expect(blocks.at(-2)?.text?.text).toContain("and 180 more alerts");
  });

  it.each([
    [{ status: 200, text: "ok" }, "delivered", "200 OK"],
    [{ status: 404, text: "no_service" }, "gone", "404 Not Found: no_service"],
    [{ status: 404, text: "no_active_hooks\n" }, "gone", "404 Not Found: no_active_hooks"],
    [{ status: 410, text: "channel_is_archived" }, "gone", "410 Gone: channel_is_archived"],
    [{ status: 400, text: "invalid_payload" }, "failed", "400 Bad Request: invalid_payload"],
    [{ status: 403, text: "something private" }, "retry", "403 Forbidden"],
    [{ status: 410, text: "" }, "gone", "410 Gone"],
    [{ status: 429, retryAfterMs: 30_000 }, "retry", "429 Too Many Requests"],
    [{ status: 500, text: "rollup_error" }, "retry", "500 Internal Server Error"],
  ])("judges %j as %s", async (answer, outcome, detail) => {
    const { http } = fakeOutgoing(answer);
    expect(await sendAction(destination, alertMessage(), actionContext(http))).toEqual({
      outcome,
      statusCode: answer.status,
      detail,
      retryAfterMs: "retryAfterMs" in answer ? answer.retryAfterMs : null,
    });
  });
});
