import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CHANNEL, type DeliveryWorld, openDeliveryWorld } from "../../testing/delivery-world.ts";
import { claimDue, DIGEST_FROM, LEASE_MS } from "./claim.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** The outbox, with real receivers on this machine. */
describe("deliveries", () => {
  let world: DeliveryWorld;
  beforeEach(async () => {
    world = await openDeliveryWorld();
  });
  afterEach(() => world.closeAll());

  it("reach a webhook, signed so that its owner can tell", async () => {
    const receiver = await world.receiver();
    const hook = await world.destination({ type: "webhook", url: receiver.url });
    // Receivers refuse what was signed long ago.
    world.clock.set(Date.now());
    const { transition } = await world.fired(hook);
    await world.deliver();
    const [got] = receiver.received;
    const payload = new Webhook(hook.secret ?? "").verify(
      got?.body ?? "",
      got?.headers as Record<string, string>,
    );
    expect(payload).toMatchObject({ type: "alert.firing", data: { channel: CHANNEL } });
    const delivery = await world.database.delivery.findFirstOrThrow({ include: { attempts: true } });
    expect(got?.headers["webhook-id"]).toContain(delivery.id);
    expect(delivery).toMatchObject({ transitionId: transition, status: "delivered", attemptCount: 1 });
    expect(delivery.attempts).toMatchObject([{ outcome: "delivered", statusCode: 200 }]);
    const destination = await world.database.destination.findFirstOrThrow();
    expect(destination.lastDeliveredAt?.getTime()).toBe(world.clock.now());
  });

  it("are tried again on the published schedule, under the same name", async () => {
    const receiver = await world.receiver();
    receiver.answer((count) => (count < 2 ? 500 : 204));
    const hook = await world.destination({ type: "webhook", url: receiver.url });
    await world.fired(hook);
    await world.deliver();
    await world.deliver();
    expect(receiver.received).toHaveLength(1);
    world.clock.advance(5 * SECOND);
    await world.deliver();
    world.clock.advance(5 * MINUTE - 1);
    await world.deliver();
    expect(await world.states(hook)).toEqual(["pending after 2"]);
    world.clock.advance(1);
    await world.deliver();
    expect(await world.states(hook)).toEqual(["delivered after 3"]);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });

  it("wait as long as the receiver asks for", async () => {
    const receiver = await world.receiver();
    receiver.answer((count) => (count === 0 ? { status: 429, headers: { "retry-after": "90" } } : 200));
    const hook = await world.destination({ type: "webhook", url: receiver.url });
    await world.fired(hook);
    await world.deliver();
    world.clock.advance(80 * SECOND);
    await world.deliver();
    expect(receiver.received).toHaveLength(1);
    world.clock.advance(20 * SECOND);
    await world.deliver();
    expect(await world.states(hook)).toEqual(["delivered after 2"]);
  });

  it("are given up once the schedule is through, which switches a dead destination off", async () => {
    const receiver = await world.receiver();
    receiver.answer(() => 503);
    const hook = await world.destination({ type: "webhook", url: receiver.url });
    await world.fired(hook);
    for (let attempt = 0; attempt < 12; attempt++) {
      await world.deliver();
      world.clock.advance(24 * 60 * MINUTE);
    }
    expect(await world.states(hook)).toEqual(["failed after 10"]);
    const destination = await world.database.destination.findFirstOrThrow();
    expect(destination.disabledReason).toMatch(/^It failed for a day: 503/);
    await world.fired(hook);
    await world.deliver();
    expect(receiver.received).toHaveLength(10);
  });

  it("are made once by two deliverers", async () => {
    const receiver = await world.receiver();
    const hook = await world.destination({ type: "webhook", url: receiver.url });
    for (let n = 0; n < 3; n++) await world.fired(hook);
    const [one, two] = [world.deliverer(), world.deliverer()];
    for (let round = 0; round < 4; round++) await Promise.all([world.deliver(one), world.deliver(two)]);
    expect(receiver.received).toHaveLength(3);
  });

  it("of a deliverer that died are made again after its lease, under the same name", async () => {
    const receiver = await world.receiver();
    const hook = await world.destination({ type: "webhook", url: receiver.url });
    await world.fired(hook);
    const wish = { now: world.clock.now(), limit: 10, failingLimit: 10, busy: [] };
    const lost = await claimDue(world.database, wish);
    expect(lost).toHaveLength(1);
    world.clock.advance(LEASE_MS - 1);
    await world.deliver();
    expect(receiver.received).toHaveLength(0);
    world.clock.advance(2);
    await world.deliver();
    expect(await world.states(hook)).toEqual(["delivered after 1"]);
    expect(receiver.received[0]?.headers["webhook-id"]).toContain(lost[0]?.deliveries[0]?.id);
  });

  it("of a deliverer that was overtaken are not written a second time", async () => {
    const receiver = await world.receiver();
    const hook = await world.destination({ type: "webhook", url: receiver.url });
    await world.fired(hook);
    const slow = world.deliverer();
    let answer: (status: number) => void = () => undefined;
    const hanging = new Promise<number>((resolve) => {
      answer = resolve;
    });
    const http = {
      post: async () => ({ status: await hanging, text: "", retryAfterMs: null }),
      postTrusted: () => Promise.reject(new Error()),
      getTrusted: () => Promise.reject(new Error()),
    };
    const stuck = world.deliverer({ http });
    await stuck.deliverDue(() => undefined);
    world.clock.advance(LEASE_MS + 1);
    await world.deliver(slow);
    answer(500);
    await stuck.drain();
    expect(await world.states(hook)).toEqual(["delivered after 1"]);
  });

  it("of an incident never overtake each other", async () => {
    const receiver = await world.receiver();
    receiver.answer((count) => (count === 0 ? 500 : 200));
    const hook = await world.destination({ type: "webhook", url: receiver.url });
    const incident = await world.fired(hook);
    await world.deliver();
    world.clock.advance(SECOND);
    await world.recovered(incident);
    await world.deliver();
    expect(receiver.received).toHaveLength(1);
    world.clock.advance(5 * SECOND);
    await world.deliver();
    await world.deliver();
    const types = receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type);
    expect(types).toEqual(["alert.firing", "alert.firing", "alert.recovered"]);
  });

  it("of a recovery are not made where the alert never arrived", async () => {
    const receiver = await world.receiver();
    receiver.answer(() => 410);
    const hook = await world.destination({ type: "webhook", url: receiver.url });
    const incident = await world.fired(hook);
    await world.recovered(incident);
    await world.deliver();
    await world.deliver();
    expect(receiver.received).toHaveLength(1);
    const reasons = await world.database.deliveryAttempt.findMany({ orderBy: { at: "asc" } });
    expect(reasons.map(({ outcome }) => outcome)).toEqual(["failed", "failed"]);
    expect((await world.database.destination.findFirstOrThrow()).disabledReason).toMatch(/gone/);
  });

  it("go to the failover once the first failed twice, and are still tried", async () => {
    const [broken, good] = [await world.receiver(), await world.receiver()];
    broken.answer((count) => (count < 2 ? "break" : 200));
    const failover = await world.destination({ type: "webhook", url: good.url });
    const hook = await world.destination({ type: "webhook", url: broken.url });
    const incident = await world.fired({ ...hook, failover });
    await world.deliver();
    expect(good.received).toHaveLength(0);
    world.clock.advance(5 * SECOND);
    await world.deliver();
    await world.deliver();
    expect(good.received).toHaveLength(1);
    world.clock.advance(5 * MINUTE);
    await world.deliver();
    expect(await world.states(hook)).toEqual(["delivered after 3"]);
    expect(await world.states(failover)).toEqual(["delivered after 1"]);
    await world.recovered(incident);
    await world.deliver();
    expect([broken.received.length, good.received.length]).toEqual([4, 2]);
  });

  it("go to the failover with their end, where they had ended when the first failed twice", async () => {
    const [broken, good] = [await world.receiver(), await world.receiver()];
    broken.answer(() => 500);
    const failover = await world.destination({ type: "webhook", url: good.url });
    const hook = await world.destination({ type: "webhook", url: broken.url });
    const incident = await world.fired({ ...hook, failover });
    await world.deliver();
    world.clock.advance(SECOND);
    await world.recovered(incident);
    for (const wait of [4 * SECOND, SECOND, SECOND, 5 * MINUTE, SECOND]) {
      world.clock.advance(wait);
      await world.deliver();
    }
    const types = good.received.map(({ body }) => (JSON.parse(body) as { type: string }).type);
    expect(types).toEqual(["alert.firing", "alert.recovered"]);
  });

  it("to one that hangs delay nobody else", async () => {
    const [silent, good] = [await world.receiver(), await world.receiver()];
    silent.answer(() => "hang");
    const [stuck, hook] = [
      await world.destination({ type: "webhook", url: silent.url }),
      await world.destination({ type: "webhook", url: good.url }),
    ];
    await world.fired(stuck, hook);
    await world.fired(stuck, hook);
    const deliverer = world.deliverer();
    await deliverer.deliverDue(() => undefined);
    await expect.poll(() => world.states(hook)).toContain("delivered after 1");
    await deliverer.deliverDue(() => undefined);
    await expect.poll(() => world.states(hook)).toEqual(["delivered after 1", "delivered after 1"]);
    expect(await world.states(stuck)).toEqual(["pending after 0", "pending after 0"]);
    await deliverer.drain();
    expect(await world.states(stuck)).toEqual(["pending after 1", "pending after 0"]);
  });

  it("of a storm become one message", async () => {
    const receiver = await world.receiver();
    const hook = await world.destination({ type: "webhook", url: receiver.url });
    for (let n = 0; n < DIGEST_FROM + 2; n++) await world.fired(hook);
    await world.deliver();
    const [got] = receiver.received;
    const { type, data } = JSON.parse(got?.body ?? "") as { type: string; data: { alerts: unknown[] } };
    expect({ type, alerts: data.alerts.length, calls: receiver.received.length }).toEqual({
      type: "alert.digest",
      alerts: DIGEST_FROM + 2,
      calls: 1,
    });
    const states = await world.states(hook);
    expect(states.filter((state) => state.startsWith("delivered"))).toHaveLength(1);
    expect(states.filter((state) => state.startsWith("digested"))).toHaveLength(DIGEST_FROM + 1);
  });

  it("follow no redirect, not even to this machine", async () => {
    const [inner, outer] = [await world.receiver(), await world.receiver()];
    outer.answer(() => ({ status: 307, headers: { location: inner.url } }));
    const hook = await world.destination({ type: "webhook", url: outer.url });
    await world.fired(hook);
    await world.deliver();
    expect(inner.received).toHaveLength(0);
    expect(await world.states(hook)).toEqual(["pending after 1"]);
  });

  it("to a mailbox that is switched off do not begin with asking it to confirm", async () => {
    const { id } = await world.destination({ type: "email", to: "stranger@example.org" });
    const change = (disabledAt: Date | null) =>
      world.database.destination.update({ where: { id }, data: { disabledAt } });
    const askedAt = async () =>
      (await world.database.destination.findUniqueOrThrow({ where: { id } })).confirmSentAt;
    await change(new Date());
    await world.deliver();
    expect(await askedAt()).toBeNull();
    await change(null);
    await world.deliver();
    await expect.poll(askedAt).not.toBeNull();
  });

  it("to removed and unconfirmed destinations are not made, and say why", async () => {
    const receiver = await world.receiver();
    const hook = await world.destination({ type: "webhook", url: receiver.url });
    const mail = await world.destination({ type: "email", to: "stranger@example.org" });
    await world.fired(hook, mail);
    await world.database.destination.update({ where: { id: hook.id }, data: { removedAt: new Date() } });
    await world.deliver();
    const attempts = await world.database.deliveryAttempt.findMany({ include: { delivery: true } });
    const said = new Map(attempts.map(({ delivery, detail }) => [delivery.destinationId, detail]));
    expect(said.get(hook.id)).toBe("The destination was removed.");
    expect(said.get(mail.id)).toBe("The recipient has not confirmed yet.");
    expect(receiver.received).toHaveLength(0);
  });
});
