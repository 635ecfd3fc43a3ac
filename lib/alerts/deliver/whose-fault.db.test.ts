import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DeliveryWorld, openDeliveryWorld } from "../../testing/delivery-world.ts";
import { startReceiver } from "../../testing/receiver.ts";
import type { ActionTarget } from "../action.ts";

const DAY = 24 * 60 * 60_000;

/** What the mail server says to the next mail. */
let answer: { command: string; response: string };
const ACCOUNT = { command: "AUTH PLAIN", response: "535 5.7.8 authentication failed" };
const RECIPIENT = { command: "RCPT TO", response: "550 5.1.1 no such mailbox" };
const LATER = { command: "RCPT TO", response: "451 4.2.1 not now" };

let world: DeliveryWorld;
beforeEach(async () => {
  world = await openDeliveryWorld({
    sendMail: () =>
      Promise.reject(
        Object.assign(new Error("no"), answer, { responseCode: Number.parseInt(answer.response, 10) }),
      ),
  });
});
afterEach(() => world.closeAll());

async function confirmed(target: ActionTarget) {
  const destination = await world.destination(target);
  await world.database.destination.updateMany({ data: { confirmedAt: new Date(world.clock.now()) } });
  return destination;
}
const mailbox = () => confirmed({ type: "email", to: "mira@acme.example" });
const stored = () => world.database.destination.findFirstOrThrow();

/** An alert on its way for longer than anything is tried. */
async function untilGivenUp(destination: { id: string }) {
  await world.fired(destination);
  for (let attempt = 0; attempt < 12; attempt++) {
    await world.deliver();
    world.clock.advance(DAY);
  }
}

describe("a mailbox", () => {
  it("stays on though the mail server refused the installation's own account for days", async () => {
    answer = ACCOUNT;
    const destination = await mailbox();
    await untilGivenUp(destination);
    expect(await world.states(destination)).toEqual(["failed after 10"]);
    expect(await stored()).toMatchObject({ disabledAt: null, lastError: expect.stringContaining("535") });
    expect((await stored()).failingSince).not.toBeNull();
  });

  it("that is refused once after such days stays on, and is switched off after a day of its own", async () => {
    answer = ACCOUNT;
    const destination = await mailbox();
    await untilGivenUp(destination);
    answer = RECIPIENT;
    await world.fired(destination);
    await world.deliver();
    expect((await stored()).disabledAt).toBeNull();
    world.clock.advance(DAY);
    await world.fired(destination);
    await world.deliver();
    expect((await stored()).disabledReason).toMatch(/^It failed for a day: 550/);
  });

  it("that takes nothing for days is switched off", async () => {
    answer = LATER;
    await untilGivenUp(await mailbox());
    expect((await stored()).disabledReason).toMatch(/^It failed for a day: 451/);
  });
});

it("a telephone stays on though the installation's own SMS account was refused for days", async () => {
  const service = await startReceiver();
  service.answer(() => ({ status: 401, body: JSON.stringify({ code: 20_003 }) }));
  const { origin: url } = new URL(service.url);
  const account = {
    url,
    accountSid: "AC1",
    authToken: "old",
    from: "+15550001111",
    messagingServiceSid: null,
  };
  const { settings } = world.testing;
  const destination = await confirmed({ type: "sms", to: "+15550002222" });
  await world.fired(destination);
  for (let attempt = 0; attempt < 12; attempt++) {
    await world.deliver(world.deliverer({ settings: { ...settings, twilio: account } }));
    world.clock.advance(DAY);
  }
  await service.close();
  expect(await world.states(destination)).toEqual(["failed after 10"]);
  expect((await stored()).disabledAt).toBeNull();
});
