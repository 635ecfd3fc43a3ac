import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { OutgoingFailed, OutgoingRefused } from "../../outgoing/types.ts";
import {
  actionContext,
  alertMessage,
  digestMessage,
  fakeOutgoing,
  HOSTILE,
} from "../../testing/alert-messages.ts";
import type { OpenDestination } from "../message.ts";
import { sendAction } from "./send.ts";

const secret = `whsec_${randomBytes(32).toString("base64")}`;
const destination: OpenDestination = {
  id: "d1",
  name: "Hook",
  type: "webhook",
  url: "https://hooks.example/a",
  secret,
  old_secrets: [],
};

async function bodyOf(message: Parameters<typeof sendAction>[1]) {
  const { http, posts } = fakeOutgoing();
  await sendAction(destination, message, actionContext(http));
  return posts[0]?.body ?? "";
}

describe("a webhook", () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.parse("2026-11-23T14:41:09Z") }));
  afterEach(() => void vi.useRealTimers());

  it("is signed so that the Standard Webhooks library takes it, and carries the message as it is", async () => {
    const { http, posts } = fakeOutgoing();
    await sendAction(destination, alertMessage(), actionContext(http));
    const [post] = posts;
    expect(post).toMatchObject({
      url: "https://hooks.example/a",
      trusted: false,
      headers: {
        "content-type": "application/json",
        "webhook-id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
        "webhook-timestamp": "1795444868",
      },
    });
    expect(new Webhook(secret).verify(post?.body ?? "", post?.headers ?? {})).toEqual(alertMessage());
    expect(() => new Webhook(secret).verify(`${post?.body} `, post?.headers ?? {})).toThrow();
  });

  it("keeps its id over attempts, while timestamp and signature are of each", async () => {
    const { http, posts } = fakeOutgoing();
    const context = actionContext(http);
    await sendAction(destination, alertMessage(), context);
    await sendAction(destination, alertMessage(), { ...context, now: context.now + 5_000 });
    expect(posts[1]?.headers["webhook-id"]).toBe(posts[0]?.headers["webhook-id"]);
    expect(posts[1]?.headers["webhook-timestamp"]).toBe("1795444873");
    expect(posts[1]?.headers["webhook-signature"]).not.toBe(posts[0]?.headers["webhook-signature"]);
  });

  it("is signed over the bytes of hostile texts too, below 20 kB", async () => {
    const { http, posts } = fakeOutgoing();
    const error = { endpoint: "send_message", label: HOSTILE, pattern: HOSTILE, count: 3 };
    const message = alertMessage("alert.firing", { title: HOSTILE, top_error: error });
    await sendAction(destination, message, actionContext(http));
    const [post] = posts;
    expect(Buffer.byteLength(post?.body ?? "")).toBeLessThan(20_000);
    expect(new Webhook(secret).verify(post?.body ?? "", post?.headers ?? {})).toMatchObject({
      type: "alert.firing",
      data: { incident_number: 482, users_affected: 312 },
    });
  });

  it("keeps a pattern of 2 kB whole", async () => {
    const error = { endpoint: null, label: "HTTP 500", pattern: HOSTILE.slice(0, 2_000), count: 3 };
    const message = alertMessage("alert.firing", { top_error: error });
    expect(Buffer.byteLength(await bodyOf(message))).toBeLessThan(20_000);
    expect(JSON.parse(await bodyOf(message))).toEqual(message);
  });

  it("says how many alerts a digest leaves out to stay below 20 kB", async () => {
    const all = Array.from({ length: 200 }, (_, index) =>
      alertMessage("alert.firing", { incident_number: index }),
    );
    const body = await bodyOf(digestMessage(all));
    const { type, data } = JSON.parse(body) as { type: string; data: { alerts: unknown[]; omitted: number } };
    expect(Buffer.byteLength(body)).toBeLessThan(20_000);
    expect(type).toBe("alert.digest");
    expect(data.alerts.length).toBeGreaterThan(8);
    expect(data.alerts).toEqual(all.slice(0, data.alerts.length));
    expect(data.omitted).toBe(200 - data.alerts.length);
  });

  it.each([
    [{ status: 200 }, "delivered", "200 OK", null],
    [{ status: 204, retryAfterMs: 9 }, "delivered", "204 No Content", null],
    [{ status: 299 }, "delivered", "299", null],
    [{ status: 301 }, "retry", "301 Moved Permanently: redirects are not followed", null],
    [{ status: 400 }, "retry", "400 Bad Request", null],
    [{ status: 404 }, "retry", "404 Not Found", null],
    [{ status: 410 }, "gone", "410 Gone", null],
    [{ status: 429, retryAfterMs: 7_000 }, "retry", "429 Too Many Requests", 7_000],
    [{ status: 500, text: "secret" }, "retry", "500 Internal Server Error", null],
    [{ status: 503, retryAfterMs: 60_000 }, "retry", "503 Service Unavailable", 60_000],
  ])("judges %j as %s", async (answer, outcome, detail, retryAfterMs) => {
    const { http } = fakeOutgoing(answer);
    expect(await sendAction(destination, alertMessage(), actionContext(http))).toEqual({
      outcome,
      statusCode: answer.status,
      detail,
      retryAfterMs,
    });
  });

  it.each([
    [new OutgoingRefused("the address is private"), "failed", "the address is private", undefined],
    [new OutgoingFailed("no answer within 15 s"), "retry", "no answer within 15 s", undefined],
    [new TypeError("https://hooks.example/a?token=x"), "retry", "could not be sent (TypeError)", true],
  ])("judges %s as %s", async (error, outcome, detail, blameless) => {
    const { http } = fakeOutgoing(error);
    expect(await sendAction(destination, alertMessage(), actionContext(http))).toEqual({
      outcome,
      statusCode: null,
      detail,
      retryAfterMs: null,
      blameless,
    });
  });
});
