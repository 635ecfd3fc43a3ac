import { afterAll, beforeAll, expect, it } from "vitest";
import { operator } from "../../channels/access.ts";
import { createOutgoing } from "../../outgoing/client.ts";
import {
  CHANNEL,
  DELIVERY_KEY,
  type DeliveryWorld,
  openDeliveryWorld,
} from "../../testing/delivery-world.ts";
import { HOSTILE_ADDRESSES } from "../../testing/hostile-addresses.ts";
import { sendTest } from "../destinations/send-test.ts";
import { sealSettings, settingsOf } from "../destinations/settings.ts";

/** Every name is a public one: what is refused here is refused by its form. */
const http = createOutgoing({
  allowPrivate: false,
  timeoutMs: 2_000,
  resolve: async () => [{ address: "93.184.216.34", family: 4 }],
});

let world: DeliveryWorld;
/** As if an address had come past the checks, by an older version or into the database. */
let destinations: { id: string }[];
beforeAll(async () => {
  world = await openDeliveryWorld();
  destinations = await Promise.all(
    HOSTILE_ADDRESSES.flatMap((url) => [
      { type: "webhook" as const, url },
      { type: "slack" as const, url },
    ]).map((input, place) =>
      world.database.destination.create({
        data: {
          channelSlug: CHANNEL,
          type: input.type,
          name: input.url,
          hint: input.url,
          fingerprint: `${place}`,
          settings: sealSettings(settingsOf(input), DELIVERY_KEY),
          confirmedAt: new Date(),
        },
        select: { id: true },
      }),
    ),
  );
});
afterAll(() => world.closeAll());

it("no alert leaves for a hostile address, and it is not tried again", async () => {
  expect(HOSTILE_ADDRESSES.length).toBeGreaterThanOrEqual(40);
  await world.fired(...destinations);
  const guarded = world.deliverer({ http });
  for (let round = 0; round < 20; round++) await world.deliver(guarded);
  const deliveries = await world.database.delivery.findMany({ include: { attempts: true } });
  expect(deliveries).toHaveLength(2 * HOSTILE_ADDRESSES.length);
  for (const { status, attempts } of deliveries) {
    expect(status).toBe("failed");
    expect(attempts).toMatchObject([{ outcome: "failed", statusCode: null }]);
  }
});

it("nor does a test", async () => {
  for (const { id } of destinations) {
    world.clock.advance(60_000);
    const sent = await sendTest({ ...world.testing, http }, operator, CHANNEL, id);
    expect(sent).toMatchObject({ outcome: "failed", status_code: null });
  }
});
