import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DeliveryWorld, openDeliveryWorld } from "../../testing/delivery-world.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

let world: DeliveryWorld;
beforeEach(async () => {
  world = await openDeliveryWorld();
});
afterEach(() => world.closeAll());

describe.each([429, 503])("a receiver that answers %s with Retry-After", (status) => {
  it("is left alone by all its deliveries until then, and others are not", async () => {
    const [busy, good] = [await world.receiver(), await world.receiver()];
    busy.answer((count) => (count === 0 ? { status, headers: { "retry-after": "40" } } : 200));
    const hook = await world.destination({ type: "webhook", url: busy.url });
    const other = await world.destination({ type: "webhook", url: good.url });
    await world.fired(hook);
    await world.deliver();
    world.clock.advance(SECOND);
    await world.fired(hook, other);
    const another = world.deliverer();
    await world.deliver(another);
    expect([busy.received.length, good.received.length]).toEqual([1, 1]);
    expect(await another.deliverDue(() => undefined)).toBe(39 * SECOND);
    world.clock.advance(39 * SECOND - 1);
    await world.deliver(another);
    expect(busy.received).toHaveLength(1);
    world.clock.advance(1);
    await world.deliver(another);
    await world.deliver(another);
    expect(await world.states(hook)).toEqual(["delivered after 2", "delivered after 1"]);
  });
});

it("a receiver that only fails is asked about other alerts at once", async () => {
  const receiver = await world.receiver();
  receiver.answer((count) => (count === 0 ? { status: 500, headers: { "retry-after": "90" } } : 200));
  const hook = await world.destination({ type: "webhook", url: receiver.url });
  await world.fired(hook);
  await world.deliver();
  world.clock.advance(SECOND);
  await world.fired(hook);
  await world.deliver();
  expect(await world.states(hook)).toEqual(["pending after 1", "delivered after 1"]);
});

it("alerts that would wait long behind a pause are told to the failover, once", async () => {
  const [busy, good] = [await world.receiver(), await world.receiver()];
  busy.answer(() => ({ status: 429, headers: { "retry-after": "3600" } }));
  const failover = await world.destination({ type: "webhook", url: good.url });
  const hook = await world.destination({ type: "webhook", url: busy.url });
  await world.fired({ ...hook, failover });
  await world.deliver();
  await world.fired({ ...hook, failover });
  for (let round = 0; round < 3; round++) await world.deliver();
  expect([busy.received.length, good.received.length]).toEqual([1, 2]);
  expect(await world.states(failover)).toEqual(["delivered after 1", "delivered after 1"]);
});

it("an alert that a failing receiver wants to hear much later is told to the failover at once", async () => {
  const [broken, good] = [await world.receiver(), await world.receiver()];
  broken.answer(() => ({ status: 502, headers: { "retry-after": "3600" } }));
  const failover = await world.destination({ type: "webhook", url: good.url });
  const hook = await world.destination({ type: "webhook", url: broken.url });
  await world.fired({ ...hook, failover });
  await world.deliver();
  await world.deliver();
  expect(await world.states(hook)).toEqual(["pending after 1"]);
  expect(await world.states(failover)).toEqual(["delivered after 1"]);
});

it("a destination gets twenty calls a minute, from however many deliverers", async () => {
  const receiver = await world.receiver();
  const hook = await world.destination({ type: "webhook", url: receiver.url });
  const deliverers = [world.deliverer(), world.deliverer(), world.deliverer()];
  const began = world.clock.now();
  for (let n = 0; n < 24; n++) {
    await world.fired(hook);
    await world.deliver(deliverers[n % 3]);
    world.clock.advance(SECOND);
  }
  expect(receiver.received).toHaveLength(20);
  expect(await deliverers[1]?.deliverDue(() => undefined)).toBe(began + MINUTE - world.clock.now());
  world.clock.set(began + MINUTE - 1);
  await world.deliver(deliverers[2]);
  expect(receiver.received).toHaveLength(20);
  world.clock.set(began + MINUTE + 3 * SECOND);
  for (const deliverer of [...deliverers, ...deliverers]) await world.deliver(deliverer);
  expect(receiver.received).toHaveLength(24);
});

it("Slack gets one message a second, from two deliverers too", async () => {
  const receiver = await world.receiver();
  const slack = await world.destination({ type: "slack", url: receiver.url });
  const [one, two] = [world.deliverer(), world.deliverer()];
  await world.fired(slack);
  await world.fired(slack);
  await world.deliver(one);
  await world.deliver(two);
  expect(receiver.received).toHaveLength(1);
  expect(await two.deliverDue(() => undefined)).toBe(SECOND);
  world.clock.advance(SECOND);
  await world.deliver(two);
  expect(receiver.received).toHaveLength(2);
});
