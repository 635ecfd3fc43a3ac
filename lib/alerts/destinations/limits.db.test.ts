import { afterEach, beforeEach, expect, it } from "vitest";
import type { Person } from "../../channels/access.ts";
import { createOutgoing } from "../../outgoing/client.ts";
import { CHANNEL, type DeliveryWorld, openDeliveryWorld } from "../../testing/delivery-world.ts";
import { addDestination } from "./add.ts";
import { removeDestination } from "./change.ts";
import { sendConfirmationAgain } from "./confirm.ts";
import { sendTest, type TestDeps } from "./send-test.ts";

let world: DeliveryWorld;
let owner: Person;
let deps: TestDeps;
let mails: string[];
beforeEach(async () => {
  mails = [];
  const settings = {
    sendMail: async ({ to }: { to: string }) => {
      mails.push(to);
    },
    twilio: null,
    pagerDutyUrl: "http://127.0.0.1:9",
    unsubscribeUrl: () => "",
  };
  world = await openDeliveryWorld(settings);
  owner = await world.somebody("owner@example.org", { owns: [CHANNEL] });
  deps = {
    database: world.database,
    clock: world.clock,
    http: createOutgoing({ allowPrivate: true }),
    settings,
    encryptionKey: "a key for tests only",
    origin: "https://scope.example",
  };
});
afterEach(() => world.closeAll());

const refused = (code: string) => expect.objectContaining({ code });

it("tests are limited though many are sent at once", async () => {
  const receiver = await world.receiver();
  const { id } = await world.destination({ type: "webhook", url: receiver.url });
  const tests = Array.from({ length: 8 }, () => sendTest(deps, owner, CHANNEL, id));
  const ended = await Promise.allSettled(tests);
  expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
  expect(receiver.received).toHaveLength(5);
});

it("a test says how the destination is", async () => {
  const receiver = await world.receiver();
  receiver.answer((count) => [500, 200, 410][count] ?? 200);
  const { id } = await world.destination({ type: "webhook", url: receiver.url });
  const state = () => world.database.destination.findUniqueOrThrow({ where: { id } });
  await sendTest(deps, owner, CHANNEL, id);
  expect((await state()).failingSince).not.toBeNull();
  await sendTest(deps, owner, CHANNEL, id);
  expect(await state()).toMatchObject({ failingSince: null, lastError: null });
  await sendTest(deps, owner, CHANNEL, id);
  expect((await state()).disabledReason).toMatch(/gone/);
});

it("a test that arrives ends the pause that its destination asked for", async () => {
  const receiver = await world.receiver();
  const patience = { status: 503, headers: { "retry-after": "7200" } };
  receiver.answer((count) => (count < 2 ? patience : 200));
  const hook = await world.destination({ type: "webhook", url: receiver.url });
  await sendTest(deps, owner, CHANNEL, hook.id);
  await world.fired(hook);
  await world.deliver();
  await sendTest(deps, owner, CHANNEL, hook.id);
  await world.deliver();
  expect(receiver.received).toHaveLength(2);
  await sendTest(deps, owner, CHANNEL, hook.id);
  await world.deliver();
  expect(await world.states(hook)).toEqual(["delivered after 1"]);
});

it("a stranger is asked five times a day at most, also when removed and added anew", async () => {
  const add = () => world.destination({ type: "email", to: "stranger@example.org" });
  for (let n = 0; n < 4; n++) {
    const { id } = await add();
    await world.deliver();
    await removeDestination(world, owner, { channel: CHANNEL, id });
  }
  const { id } = await add();
  await world.deliver();
  world.clock.advance(60_000);
  const again = () => sendConfirmationAgain(world, owner, { channel: CHANNEL, id });
  await expect(again()).rejects.toEqual(refused("rate_limited"));
  expect(mails).toHaveLength(5);
  world.clock.advance(24 * 60 * 60_000);
  await again();
  await world.deliver();
  expect(mails).toHaveLength(6);
});

it("strangers are asked thirty times a day at most", async () => {
  const add = (n: number) => world.destination({ type: "email", to: `stranger-${n}@example.org` });
  for (let n = 0; n < 30; n++) await add(n);
  await expect(add(30)).rejects.toEqual(refused("rate_limited"));
});

it.each(["127.0.0.1", "169.254.169.254", "fd00::1"])(
  "a name that leads to %s makes no destination",
  async (address) => {
    const resolve = async () => [{ address, family: address.includes(":") ? 6 : 4 }];
    const destinations = { ...deps, allowPrivate: false, resolve };
    const made = addDestination({ ...world, destinations }, owner, CHANNEL, {
      type: "webhook",
      url: "https://hooks.example.com/",
    });
    await expect(made).rejects.toEqual(refused("bad_request"));
  },
);
