import { CATALOGUE } from "../catalogue.ts";
import type { Writer } from "./writer.ts";

export async function seedChannels(writer: Writer): Promise<void> {
  const names = [...new Set(CATALOGUE.map((channel) => channel.partner))];
  await writer.partner.createMany({ data: names.map((name) => ({ name })), skipDuplicates: true });
  const partners = new Map(
    (await writer.partner.findMany({ where: { name: { in: names } } })).map(({ name, id }) => [name, id]),
  );
  await writer.channel.createMany({
    data: CATALOGUE.flatMap(({ slug, name, partner, timeZone, color }) => {
      const partnerId = partners.get(partner);
      return partnerId === undefined ? [] : [{ slug, name, partnerId, timeZone, color, demo: true }];
    }),
    skipDuplicates: true,
  });
  await writer.endpoint.createMany({
    data: CATALOGUE.flatMap((channel) =>
      channel.endpoints
        .filter(({ kind }) => kind === "trigger" || kind === "action")
        .map(({ kind, slug, name }) => ({ channelSlug: channel.slug, kind, slug, name })),
    ),
    skipDuplicates: true,
  });
}
