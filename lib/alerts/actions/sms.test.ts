import { describe, expect, it } from "vitest";
import {
  actionContext,
  alertMessage,
  digestMessage,
  fakeOutgoing,
  HOSTILE,
  TWILIO,
} from "../../testing/alert-messages.ts";
import type { OpenDestination } from "../message.ts";
import { sendAction } from "./send.ts";

const destination: OpenDestination = { id: "d1", name: "Mira", type: "sms", to: "+4917012345678" };
const URL_LINE = "https://scope.example/channels/brightbulb/incidents/482";

async function formOf(message: Parameters<typeof sendAction>[1], twilio = {}) {
  const { http, posts } = fakeOutgoing({ status: 201 });
  await sendAction(destination, message, actionContext(http, { twilio: { ...TWILIO, ...twilio } }));
  expect(posts[0]).toMatchObject({
    url: "https://sms.example/2010-04-01/Accounts/AC1/Messages.json",
    trusted: true,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      authorization: `Basic ${btoa("AC1:token")}`,
    },
  });
  return Object.fromEntries(new URLSearchParams(posts[0]?.body));
}

describe("a text message", () => {
  it("says the most important in two texts' length, in their alphabet", async () => {
    const form = await formOf(alertMessage());
    expect(form).toEqual({
      To: "+4917012345678",
      From: "+15005550006",
      Body: `[Firing] Brightbulb: 12 % of send_message actions fail with HTTP 503. Measured: 12.4 %, threshold 5 %. Since: 14:36 UTC. Failed: 10,518 of 84,823 requests. Affected: 312 users, 348 Recipes. Fault: partner. ${URL_LINE}`,
    });
    expect(form.Body?.length).toBeLessThanOrEqual(320);
  });

  it("is sent by the messaging service where there is one", async () => {
    const form = await formOf(alertMessage(), { messagingServiceSid: "MG1" });
    expect(form).toMatchObject({ MessagingServiceSid: "MG1" });
    expect(form).not.toHaveProperty("From");
  });

  it("says that it is a test", async () => {
    const { Body } = await formOf(alertMessage("alert.test"));
    expect(Body).toBe(
      `[Test] Brightbulb: this is a test message. This is a test of this destination. Nothing has happened, and nobody needs to act. ${URL_LINE}`,
    );
  });

  it.each([
    ["hostile texts", alertMessage("alert.firing", { title: HOSTILE, channel_name: HOSTILE })],
    ["a long address", alertMessage("alert.firing", { url: `https://scope.example/${"a".repeat(3_000)}` })],
    ["a digest", digestMessage(Array.from({ length: 200 }, () => alertMessage()))],
  ])("stays below 1,600 characters with %s", async (_name, message) => {
    const { Body } = await formOf(message);
    expect(Body?.length).toBeLessThanOrEqual(400);
    expect(Body).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it.each([
    [{ status: 201 }, "delivered", "201 Created"],
    [{ status: 400, text: '{"code":21211}' }, "failed", "400 Bad Request: not a valid number (21211)"],
    [{ status: 400, text: '{"code":21614}' }, "failed", "400 Bad Request: not a mobile number (21614)"],
    [{ status: 400, text: '{"code":21610}' }, "gone", "400 Bad Request: the recipient unsubscribed (21610)"],
    [{ status: 400, text: '{"code":21606}' }, "retry", "400 Bad Request"],
    [{ status: 401, text: "null" }, "retry", "401 Unauthorized"],
    [{ status: 429, text: "<html>" }, "retry", "429 Too Many Requests"],
    [{ status: 500, text: "" }, "retry", "500 Internal Server Error"],
  ])("judges %j as %s", async (answer, outcome, detail) => {
    const { http } = fakeOutgoing(answer);
    expect(await sendAction(destination, alertMessage(), actionContext(http))).toMatchObject({
      outcome,
      detail,
    });
  });

  it.each([
    [null, "No SMS account is configured (TWILIO_ACCOUNT_SID)"],
    [{ ...TWILIO, from: null }, "No number to send from is configured (TWILIO_FROM)"],
  ])("fails without an account or a number", async (twilio, detail) => {
    const { http, posts } = fakeOutgoing();
    expect(await sendAction(destination, alertMessage(), actionContext(http, { twilio }))).toMatchObject({
      outcome: "failed",
      detail,
    });
    expect(posts).toEqual([]);
  });
});
