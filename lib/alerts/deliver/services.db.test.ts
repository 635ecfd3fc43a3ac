import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DeliveryWorld, openDeliveryWorld } from "../../testing/delivery-world.ts";
import { type Answer, type Receiver, startReceiver } from "../../testing/receiver.ts";
import type { ActionTarget } from "../action.ts";

const SECOND = 1_000;
const json = (status: number, body: object, headers = {}): Answer => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});
const text = (status: number, body: string, headers = {}): Answer => ({ status, headers, body });

const ACCOUNT = "AC0123456789abcdef0123456789abcdef";
const twilioError = (status: number, code: number) =>
  json(status, { code, message: "…", more_info: `https://www.twilio.com/docs/errors/${code}`, status });
const accepted = json(202, { status: "success", message: "Event processed", dedup_key: "…" });

let service: Receiver;
let world: DeliveryWorld;
beforeEach(async () => {
  service = await startReceiver();
  const url = new URL(service.url).origin;
  world = await openDeliveryWorld({
    pagerDutyUrl: url,
    twilio: {
      url,
      accountSid: ACCOUNT,
      authToken: "secret",
      from: "+15550001111",
      messagingServiceSid: null,
    },
  });
});
afterEach(async () => {
  await world.closeAll();
  await service.close();
});

const TARGETS = {
  slack: (): ActionTarget => ({ type: "slack", url: service.url }),
  sms: (): ActionTarget => ({ type: "sms", to: "+15550002222" }),
  pagerduty: (): ActionTarget => ({ type: "pagerduty", routing_key: "R".repeat(32) }),
};

/** A confirmed destination and an alert that fired for it. */
async function firedFor(type: keyof typeof TARGETS) {
  const destination = await world.destination(TARGETS[type]());
  await world.database.destination.updateMany({ data: { confirmedAt: new Date(world.clock.now()) } });
  const incident = await world.fired(destination);
  await world.deliver();
  return { destination, incident };
}
const stored = () => world.database.destination.findFirstOrThrow();
const lastDetail = async () =>
  (await world.database.deliveryAttempt.findFirstOrThrow({ orderBy: { number: "desc" } })).detail;

describe("what services answer, over HTTP", () => {
  it.each([
    ["slack", "once more, when it says so", text(429, "rate_limited", { "retry-after": "30" }), 30],
    ["slack", "once more after its own trouble", text(500, "rollup_error"), 5],
    ["sms", "once more, when it says so", twilioError(429, 20_429), 5],
    ["sms", "once more after its own trouble", text(503, "Service Unavailable"), 5],
    ["pagerduty", "once more, when it says so", json(429, { message: "Throttle limit exceeded" }), 5],
    ["pagerduty", "once more after its own trouble", text(500, "Internal Server Error"), 5],
  ] as const)("%s is asked %s", async (type, _, answer, seconds) => {
    service.answer((count) => (count === 0 ? answer : type === "pagerduty" ? accepted : text(200, "ok")));
    const { destination } = await firedFor(type);
    expect(await world.states(destination)).toEqual(["pending after 1"]);
    world.clock.advance(seconds * SECOND - 1);
    await world.deliver();
    expect(service.received).toHaveLength(1);
    world.clock.advance(1 + SECOND);
    await world.deliver();
    expect(await world.states(destination)).toEqual(["delivered after 2"]);
    expect((await stored()).failingSince).toBeNull();
  });

  it.each([
    ["slack", text(404, "no_service"), "no_service", true],
    ["slack", text(403, "channel_is_archived"), "channel_is_archived", true],
    ["slack", text(400, "invalid_payload"), "invalid_payload", false],
    ["sms", twilioError(400, 21_610), "unsubscribed", true],
    ["sms", twilioError(400, 21_211), "not a valid number", false],
    ["sms", twilioError(400, 21_614), "not a mobile number", false],
    [
      "pagerduty",
      json(400, { status: "invalid event", message: "Event object is invalid", errors: ["'routing_key' …"] }),
      "routing key is refused",
      false,
    ],
  ] as const)("%s is not asked again after %o", async (type, answer, because, gone) => {
    service.answer(() => answer);
    const { destination } = await firedFor(type);
    expect(await world.states(destination)).toEqual(["failed after 1"]);
    expect(await lastDetail()).toContain(because);
    expect((await stored()).disabledReason !== null).toBe(gone);
    world.clock.advance(24 * 3_600 * SECOND);
    await world.deliver();
    expect(service.received).toHaveLength(1);
  });

  it("an incident is one alert at PagerDuty, from its trigger to its end", async () => {
    service.answer(() => accepted);
    const { destination, incident } = await firedFor("pagerduty");
    await world.recovered(incident);
    await world.deliver();
    expect(await world.states(destination)).toEqual(["delivered after 1", "delivered after 1"]);
    const events = service.received.map(({ path, body }) => ({ path, ...JSON.parse(body) }));
    expect(events.map(({ path, event_action }) => [path, event_action])).toEqual([
      ["/v2/enqueue", "trigger"],
      ["/v2/enqueue", "resolve"],
    ]);
    expect(new Set(events.map(({ dedup_key }) => dedup_key)).size).toBe(1);
  });

  it("Twilio gets its own form, and nobody else's account", async () => {
    service.answer(() => json(201, { sid: "SM1", status: "queued" }));
    await firedFor("sms");
    const [got] = service.received;
    expect(got?.path).toBe(`/2010-04-01/Accounts/${ACCOUNT}/Messages.json`);
    expect(got?.headers.authorization).toBe(`Basic ${btoa(`${ACCOUNT}:secret`)}`);
    const form = new URLSearchParams(got?.body);
    expect([form.get("To"), form.get("From")]).toEqual(["+15550002222", "+15550001111"]);
    expect(form.get("Body")).toMatch(/^\[Firing\]/);
  });
});
