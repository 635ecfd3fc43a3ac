import type { Database } from "#lib/database/client.ts";

/** A broken producer can invent slugs without end; beyond this they wait for the next flush. */
const MAX_SLUGS = 10_000;

interface Sighting {
  slug: string;
  first: number;
  last: number;
  events: number;
}

export interface ChannelSightings {
  /** Notes one event of a Channel; cheap enough for every event. */
  saw(slug: string, now: number): void;
  /** Stores what was seen of Channels that nobody registered. Keeps its notes when the database refuses. */
  flush(): Promise<void>;
}

type Tables = Pick<Database, "channel" | "$executeRaw">;

/** Which Channels have traffic without being registered: shown to staff, who can register them. */
export function channelSightings(database: Tables): ChannelSightings {
  const seen = new Map<string, Sighting>();

  return {
    saw(slug, now) {
      const known = seen.get(slug);
      if (known !== undefined) {
        known.last = now;
        known.events += 1;
      } else if (seen.size < MAX_SLUGS) {
        seen.set(slug, { slug, first: now, last: now, events: 1 });
      }
    },

    async flush() {
      if (seen.size === 0) return;
      const taken = new Map([...seen].map(([slug, sighting]) => [slug, { ...sighting }]));
      const registered = await database.channel.findMany({
        where: { slug: { in: [...taken.keys()] } },
        select: { slug: true },
      });
      const strangers = new Map(taken);
      for (const { slug } of registered) strangers.delete(slug);
      if (strangers.size > 0) {
        await database.$executeRaw`
          insert into unregistered_channels as known (slug, first_seen, last_seen, events)
          select slug, to_timestamp("first" / 1000.0), to_timestamp("last" / 1000.0), events
          from jsonb_to_recordset(${JSON.stringify([...strangers.values()])}::jsonb)
            as row (slug text, "first" double precision, "last" double precision, events bigint)
          on conflict (slug) do update set
            first_seen = least(known.first_seen, excluded.first_seen),
            last_seen = greatest(known.last_seen, excluded.last_seen),
            events = known.events + excluded.events`;
      }
      for (const [slug, { events }] of taken) {
        const sighting = seen.get(slug);
        if (sighting === undefined) continue;
        sighting.events -= events;
        if (sighting.events <= 0) seen.delete(slug);
      }
    },
  };
}
