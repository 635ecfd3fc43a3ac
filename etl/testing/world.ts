import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase } from "#lib/database/client.ts";
import { createLog } from "#lib/log.ts";
import { type FakeClock, fakeClock } from "#lib/testing/fake-clock.ts";
import type { TestWarehouse } from "#lib/testing/warehouses.ts";
import { findTables } from "../find-tables.ts";
import type { JobDeps } from "../run.ts";
import { ArchiveWriter } from "./archive-events.ts";

export interface World {
  deps: JobDeps & { clock: FakeClock };
  place: TestWarehouse;
  interactions: ArchiveWriter<"interactions">;
  requests: ArchiveWriter<"api-requests">;
  /** First column of each row, or all of them. */
  read(sql: string): Promise<unknown[][]>;
  close(): Promise<void>;
}

const LIMITS = { timeoutMs: 20_000, maxRows: 10_000 };

/** Everything that jobs stand on, empty, at noon of 3 March 2026. */
export async function openWorld(open: () => Promise<TestWarehouse>): Promise<World> {
  const place = await open();
  const spool = await mkdtemp(join(tmpdir(), "channelscope-spool-"));
  const database = createDatabase(place.databaseUrl);
  const warehouse = place.connect();
  await warehouse.prepare([...(await findTables()).values()]);
  const clock = fakeClock("2026-03-03T12:00:00Z");
  const { archive } = place;
  return {
    deps: { database, archive, warehouse, clock, log: createLog("test", "silent"), spool, pauses: [1] },
    place,
    interactions: new ArchiveWriter(archive, "interactions"),
    requests: new ArchiveWriter(archive, "api-requests"),
    read: async (sql) => (await warehouse.query(sql, [], LIMITS)).rows,
    close: async () => {
      await warehouse.transaction(({ execute }) => execute("drop schema warehouse cascade"));
      await warehouse.close();
      await database.$disconnect();
      await place.close();
      await rm(spool, { recursive: true });
    },
  };
}
