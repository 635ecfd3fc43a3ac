import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DeliveryWorld, openDeliveryWorld } from "../../testing/delivery-world.ts";
import type { Receiver } from "../../testing/receiver.ts";
import { DIGEST_FROM } from "./claim.ts";

const RETRY = 5_000;

let world: DeliveryWorld;
let release: () => void;
beforeEach(async () => {
  const held = Promise.withResolvers<void>();
  release = held.resolve;
  world = await openDeliveryWorld({ sendMail: () => held.promise });
});
afterEach(async () => {
  release();
  await world.closeAll();
});

/** Under which names a receiver got messages that tell of this incident. */
const namesOf = ({ received }: Receiver, { id }: { id: string }) =>
  received.filter(({ body }) => body.includes(id)).map(({ headers }) => headers["webhook-id"]);

describe("a message keeps its name", () => {
  it("though others that came since would make a digest with it", async () => {
    const receiver = await world.receiver();
    receiver.answer((count) => (count === 0 ? 500 : 200));
    const hook = await world.destination({ type: "webhook", url: receiver.url });
    const first = await world.fired(hook);
    await world.deliver();
    for (let n = 0; n < DIGEST_FROM; n++) await world.fired(hook);
    world.clock.advance(RETRY);
    await world.deliver();
    await world.deliver();
    const names = namesOf(receiver, first);
    expect(names).toHaveLength(2);
    expect(new Set(names).size).toBe(1);
    expect(receiver.received).toHaveLength(3);
  });

  it("as a digest too: tried again, it tells the same", async () => {
    const receiver = await world.receiver();
    receiver.answer((count) => (count === 0 ? 500 : 200));
    const hook = await world.destination({ type: "webhook", url: receiver.url });
    const early = [];
    for (let n = 0; n < DIGEST_FROM; n++) early.push(await world.fired(hook));
    await world.deliver();
    for (let n = 0; n < DIGEST_FROM; n++) await world.fired(hook);
    world.clock.advance(RETRY);
    await world.deliver();
    await world.deliver();
    for (const incident of early) {
      const names = namesOf(receiver, incident);
      expect(names).toHaveLength(2);
      expect(new Set(names).size).toBe(1);
    }
    expect(receiver.received).toHaveLength(3);
    expect(await world.database.delivery.count({ where: { status: "pending" } })).toBe(0);
  });

  it("in a digest of a deliverer that died", async () => {
    const receiver = await world.receiver();
    const hook = await world.destination({ type: "webhook", url: receiver.url });
    for (let n = 0; n < DIGEST_FROM; n++) await world.fired(hook);
    await world.database.$executeRaw`
      update deliveries set fence = 1, digest_id = (select min(id::text)::uuid from deliveries)`;
    await world.fired(hook);
    await world.deliver();
    await world.deliver();
    const digest = await world.database.delivery.findFirstOrThrow({ where: { digestId: { not: null } } });
    expect(receiver.received.map(({ headers }) => headers["webhook-id"])).toEqual([
      `digest-${digest.digestId}`,
      (await world.database.delivery.findFirstOrThrow({ where: { digestId: null } })).id,
    ]);
  });
});

describe("nobody waits for", () => {
  it("a mail server that hangs while somebody is asked to confirm", async () => {
    const receiver = await world.receiver();
    const hook = await world.destination({ type: "webhook", url: receiver.url });
    await world.destination({ type: "email", to: "stranger@example.org" });
    await world.fired(hook);
    const deliverer = world.deliverer();
    await deliverer.deliverDue(() => undefined);
    await expect.poll(() => world.states(hook)).toEqual(["delivered after 1"]);
    release();
    await deliverer.drain();
  });

  it("what is held back behind another's retry", async () => {
    const [broken, moody] = [await world.receiver(), await world.receiver()];
    broken.answer(() => 500);
    moody.answer((count) => (count === 0 ? 500 : 200));
    const one = await world.destination({ type: "webhook", url: broken.url });
    const two = await world.destination({ type: "webhook", url: moody.url });
    const incident = await world.fired(one);
    await world.deliver();
    world.clock.advance(RETRY);
    await world.deliver();
    await world.recovered(incident);
    await world.fired(two);
    await world.deliver();
    expect(await world.deliverer().deliverDue(() => undefined)).toBe(RETRY);
  });

  it("destinations that fail, however many of them hang", async () => {
    const [silent, good] = [await world.receiver(), await world.receiver()];
    silent.answer(() => "hang");
    for (let n = 0; n < 40; n++) {
      await world.fired(await world.destination({ type: "webhook", url: `${silent.url}?${n}` }));
    }
    await world.database.destination.updateMany({ data: { failingSince: new Date(world.clock.now()) } });
    world.clock.advance(10);
    const hook = await world.destination({ type: "webhook", url: good.url });
    await world.fired(hook);
    await world.deliver();
    expect(await world.states(hook)).toEqual(["delivered after 1"]);
    expect(silent.received).toHaveLength(16);
  });
});

it("an outcome is written down though the database fails for a moment", async () => {
  const receiver = await world.receiver();
  const hook = await world.destination({ type: "webhook", url: receiver.url });
  await world.fired(hook);
  let transactions = 0;
  const database = new Proxy(world.database, {
    get(target, name) {
      const value = Reflect.get(target, name) as unknown;
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        // The first one claims.
        if (name === "$transaction" && ++transactions === 2)
          return Promise.reject(new Error("no connection"));
        return (value as (...args: unknown[]) => unknown).apply(target, args);
      };
    },
  });
  await world.deliver(world.deliverer({ database }));
  expect(await world.states(hook)).toEqual(["delivered after 1"]);
  expect(receiver.received).toHaveLength(1);
});
