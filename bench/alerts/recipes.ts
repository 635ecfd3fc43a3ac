import { checkAddresses } from "../../lib/alerts/destinations/check-addresses.ts";
import { ensureDestination } from "../../lib/alerts/destinations/ensure.ts";
import { type TriggerInput, triggerInput } from "../../lib/alerts/trigger.ts";
import { operator } from "../../lib/channels/access.ts";
import { systemClock } from "../../lib/clock.ts";
import type { Database } from "../../lib/database/client.ts";

/** A quarter of all look at latency, the rest at errors, over half a minute to ten. */
const TRIGGERS: TriggerInput[] = [
  { type: "error_rate_above", percent: 5, window_minutes: 0.5, minimum_requests: 5 },
  { type: "error_rate_above", percent: 5, window_minutes: 1, minimum_requests: 5 },
  { type: "latency_above", percentile: 95, milliseconds: 2_000, window_minutes: 1, minimum_requests: 5 },
  { type: "down", window_minutes: 10 },
];

export const channelName = (n: number) => `channel-${n}`;

/** Channels with alert Recipes, each told to an address of its own: `?recipe=` says which. */
export async function makeRecipes(
  database: Database,
  {
    channels,
    recipes,
    url,
    encryptionKey,
  }: { channels: number; recipes: number; url: string; encryptionKey: string },
): Promise<void> {
  const partner = await database.partner.create({ data: { name: "Bench" } });
  const slugs = Array.from({ length: channels }, (_, n) => channelName(n));
  await database.channel.createMany({
    data: slugs.map((slug) => ({ slug, name: slug, partnerId: partner.id })),
  });
  const deps = { clock: systemClock, encryptionKey, allowPrivate: true };
  for (let n = 0; n < recipes; n++) {
    const channelSlug = channelName(n % channels);
    const trigger = triggerInput.parse(TRIGGERS[Math.floor(n / channels) % TRIGGERS.length]);
    const destination = { type: "webhook" as const, url: `${url}?recipe=${n}` };
    const writer = await checkAddresses(deps, [destination]);
    await database.$transaction(async (tx) => {
      const { id } = await ensureDestination(tx, writer, operator, channelSlug, destination);
      const actions = { create: { position: 0, destinationId: id } };
      await tx.alertRecipe.create({
        data: { channelSlug, name: `Recipe ${n}`, trigger, recoverMinutes: 0.5, actions },
      });
    });
  }
}
