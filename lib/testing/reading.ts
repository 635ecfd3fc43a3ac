import type { Person } from "../channels/access.ts";
import type { Database } from "../database/client.ts";
import { createDatabase } from "../database/client.ts";
import type { EventDocument } from "../events/document.ts";
import type { EventIndex } from "../stores/event-index/port.ts";
import { openPostgresIndex } from "../stores/event-index/postgres/open.ts";
import { aDocument } from "./builders.ts";
import { createTestDatabase } from "./database.ts";
import { type FakeClock, fakeClock } from "./fake-clock.ts";

const MINUTE = 60_000;

export interface ReadingWorld {
  /** Of its database. */
  url: string;
  index: EventIndex;
  database: Database;
  clock: FakeClock;
  secrets: { pseudonymKey: string };
  /** Stores events; `ago` is in minutes before the clock's now. */
  happened(ago: number, overrides: Partial<EventDocument>, count?: number): Promise<EventDocument[]>;
  close(): Promise<void>;
}

/** A person who is a member of these Channels, or staff. */
export function person(channels: string[], staff: Person["staff"] = null): Person {
  return {
    type: "person",
    id: `person-${channels.join("-")}-${staff}`,
    email: "somebody@example.org",
    name: null,
    staff,
    memberships: channels.map((channel) => ({ channel, role: "member" })),
  };
}

/** A database and an index of the test's own, with these Channels registered. */
export async function openReadingWorld(channels: string[]): Promise<ReadingWorld> {
  const { url, drop } = await createTestDatabase();
  const database = createDatabase(url);
  const partner = await database.partner.create({ data: { name: "Acme" } });
  await database.channel.createMany({
    data: channels.map((slug) => ({ slug, name: slug.toUpperCase(), partnerId: partner.id })),
  });
  const clock = fakeClock("2026-03-02T10:30:30Z");
  const index = await openPostgresIndex({ url, clock });
  return {
    url,
    index,
    database,
    clock,
    secrets: { pseudonymKey: "a key for tests only" },
    async happened(ago, overrides, count = 1) {
      const documents = Array.from({ length: count }, (_, place) =>
        aDocument({ timestamp: clock.now() - ago * MINUTE + place, ...overrides }),
      );
      for (const outcome of await index.write(documents)) {
        if (outcome.status !== "created")
          throw new Error(`an event of the test was not stored: ${outcome.status}`);
      }
      return documents;
    },
    async close() {
      await index.close();
      await database.$disconnect();
      await drop();
    },
  };
}
