import { checkAddresses } from "#lib/alerts/destinations/check-addresses.ts";
import { ensureDestination } from "#lib/alerts/destinations/ensure.ts";
import { triggerInput } from "#lib/alerts/trigger.ts";
import { recoverMinutesOf } from "#lib/alerts/usual-minutes.ts";
import { operator } from "#lib/channels/access.ts";
import { systemClock } from "#lib/clock.ts";
import type { Database } from "#lib/database/client.ts";

interface Watched {
  channels: readonly string[];
  /** Of every Channel's Recipe. */
  urls: readonly string[];
  encryptionKey: string;
}

/** Channels with an alert Recipe each that fires and recovers within seconds, told to all of these addresses. */
export async function watchChannels(
  database: Database,
  { channels, urls, encryptionKey }: Watched,
): Promise<void> {
  const trigger = triggerInput.parse({
    type: "error_rate_above",
    percent: 10,
    window_minutes: 0.5,
    minimum_requests: 5,
  });
  const partner = await database.partner.create({ data: { name: `Soak ${channels[0]}` } });
  for (const slug of channels) {
    await database.channel.create({ data: { slug, name: slug, partnerId: partner.id } });
    const hooks = urls.map((url) => ({ type: "webhook" as const, url: `${url}?${slug}` }));
    const writer = await checkAddresses({ clock: systemClock, encryptionKey, allowPrivate: true }, hooks);
    await database.$transaction(async (tx) => {
      const actions = [];
      for (const [position, hook] of hooks.entries()) {
        const { id } = await ensureDestination(tx, writer, operator, slug, hook);
        actions.push({ position, destinationId: id });
      }
      await tx.alertRecipe.create({
        data: {
          channelSlug: slug,
          name: "API errors",
          trigger,
          recoverMinutes: Math.min(0.05, recoverMinutesOf({ trigger })),
          actions: { create: actions },
        },
      });
    });
  }
}
