import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Person } from "../../channels/access.ts";
import { CHANNEL, type DeliveryWorld, openDeliveryWorld } from "../../testing/delivery-world.ts";
import type { Receiver } from "../../testing/receiver.ts";
import { listDestinations } from "./list.ts";
import { rotateSecret } from "./rotate-secret.ts";

const HOUR = 60 * 60_000;

let world: DeliveryWorld;
let owner: Person;
let receiver: Receiver;
beforeEach(async () => {
  world = await openDeliveryWorld();
  owner = await world.somebody("owner@example.org", { owns: [CHANNEL] });
  receiver = await world.receiver();
});
afterEach(() => world.closeAll());

const rotate = (id: string, actor = owner, channel: string | null = CHANNEL) =>
  rotateSecret({ ...world, encryptionKey: "a key for tests only" }, actor, { channel, id });

/** Whether a receiver that knows only this one of the secrets accepts the next message. */
async function accepting(hook: { id: string }, ...secrets: (string | null)[]): Promise<boolean[]> {
  await world.fired(hook);
  await world.deliver();
  const got = receiver.received.at(-1);
  // The library refuses what was signed long ago, by the wall's clock.
  vi.useFakeTimers({ now: world.clock.now(), toFake: ["Date"] });
  try {
    return secrets.map((secret) => verifies(secret ?? "", got));
  } finally {
    vi.useRealTimers();
  }
}

function verifies(secret: string, got: Receiver["received"][number] | undefined): boolean {
  try {
    new Webhook(secret).verify(got?.body ?? "", got?.headers as Record<string, string>);
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError && error.message === "No matching signature found")
      return false;
    throw error;
  }
}

describe("rotating a webhook's secret", () => {
  it("signs with both for a day, as the library verifies, then with the new one alone", async () => {
    const hook = await world.destination({ type: "webhook", url: receiver.url });
    const { secret, until } = await rotate(hook.id);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{42,}=*$/);
    expect(until).toBe(world.clock.now() + 24 * HOUR);
    expect(await accepting(hook, hook.secret, secret)).toEqual([true, true]);
    world.clock.advance(24 * HOUR - 1);
    expect(await accepting(hook, hook.secret, secret)).toEqual([true, true]);
    world.clock.advance(1);
    expect(await accepting(hook, hook.secret, secret)).toEqual([false, true]);
  });

  it("twice within a day leaves each secret its day", async () => {
    const hook = await world.destination({ type: "webhook", url: receiver.url });
    const second = await rotate(hook.id);
    world.clock.advance(12 * HOUR);
    const third = await rotate(hook.id);
    const all = [hook.secret, second.secret, third.secret];
    expect(await accepting(hook, ...all)).toEqual([true, true, true]);
    world.clock.advance(12 * HOUR);
    expect(await accepting(hook, ...all)).toEqual([false, true, true]);
    world.clock.advance(12 * HOUR);
    expect(await accepting(hook, ...all)).toEqual([false, false, true]);
  });

  it("at once by two people loses neither's", async () => {
    const hook = await world.destination({ type: "webhook", url: receiver.url });
    const rotated = await Promise.all([rotate(hook.id), rotate(hook.id)]);
    const secrets = rotated.map(({ secret }) => secret);
    expect(await accepting(hook, hook.secret, ...secrets)).toEqual([true, true, true]);
  });

  it("is an owner's, of their own Channel's webhook, and on record without the secret", async () => {
    const hook = await world.destination({ type: "webhook", url: receiver.url });
    const mail = await world.destination({ type: "email", to: "owner@example.org" });
    const member = await world.somebody("member@example.org", { reads: [CHANNEL] });
    const other = await world.somebody("other@example.org", { owns: ["beta"] });
    await expect(rotate(hook.id, member)).rejects.toMatchObject({ code: "forbidden" });
    await expect(rotate(hook.id, other)).rejects.toMatchObject({ code: "not_found" });
    await expect(rotate(hook.id, other, "beta")).rejects.toMatchObject({ code: "not_found" });
    await expect(rotate(hook.id, owner, null)).rejects.toMatchObject({ code: "not_found" });
    await expect(rotate(mail.id)).rejects.toMatchObject({ code: "bad_request" });
    const { secret } = await rotate(hook.id);
    const { action, subject, detail } = await world.database.auditEntry.findFirstOrThrow({
      where: { action: "destination.rotate_secret" },
    });
    const views = await listDestinations(world, owner, CHANNEL);
    expect(subject).toBe(views.find(({ id }) => id === hook.id)?.hint);
    expect(JSON.stringify([action, subject, detail, views])).not.toContain(secret);
    const stored = await world.database.destination.findUniqueOrThrow({ where: { id: hook.id } });
    expect(stored.settings).not.toContain(secret);
  });
});
