import type { DestinationDeps } from "../alerts/destinations/check-addresses.ts";
import { operator, type Person } from "../channels/access.ts";
import { registerChannel } from "../channels/register-channel.ts";
import { registerPartner } from "../channels/register-partner.ts";
import { createDatabase, type Database } from "../database/client.ts";
import { loadPerson } from "../members/load-person.ts";
import { createTestDatabase } from "./database.ts";
import { type FakeClock, fakeClock } from "./fake-clock.ts";

export interface MembersWorld {
  database: Database;
  clock: FakeClock;
  destinations: DestinationDeps;
  /** Somebody with these roles, who came in by a mailed link; re-read from the database as a request would. */
  somebody(email: string, roles?: { staff?: string; owns?: string[]; reads?: string[] }): Promise<Person>;
  audit(): Promise<string[]>;
  close(): Promise<void>;
}

/** A database of the test's own with one Partner and the Channels `alpha` and `beta`. */
export async function openMembersWorld(): Promise<MembersWorld> {
  const { url, drop } = await createTestDatabase();
  const database = createDatabase(url);
  const clock = fakeClock("2026-03-02T10:00:00Z");
  const deps = { database, clock };
  const partner = await registerPartner(deps, operator, { name: "Acme" });
  for (const slug of ["alpha", "beta"]) {
    await registerChannel(deps, operator, { slug, name: slug, partnerId: partner.id, timeZone: "UTC" });
  }
  return {
    database,
    clock,
    destinations: { clock, encryptionKey: "a key for tests only", allowPrivate: true },
    async somebody(email, { staff, owns = [], reads = [] } = {}) {
      const memberships = [
        ...owns.map((channelSlug) => ({ channelSlug, role: "owner" })),
        ...reads.map((channelSlug) => ({ channelSlug, role: "member" })),
      ];
      await database.person.create({
        data: {
          email,
          staffRole: staff ?? null,
          mailboxProvenAt: new Date(clock.now()),
          memberships: { create: memberships },
        },
      });
      const loaded = await loadPerson(database, { email });
      if (loaded === null) throw new Error(`${email} was not stored`);
      return loaded.person;
    },
    audit: async () =>
      (await database.auditEntry.findMany({ orderBy: { id: "asc" } })).map((entry) => entry.action),
    async close() {
      await database.$disconnect();
      await drop();
    },
  };
}
