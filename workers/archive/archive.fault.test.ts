import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { systemScope } from "#lib/channels/access.ts";
import { ARCHIVE_GROUP } from "#lib/pipeline/groups.ts";
import { ARCHIVE_ENGINES, type TestArchive } from "#lib/testing/archives.ts";
import type { OpenEngines } from "#lib/testing/engines.ts";
import { Ledger } from "../ledger/ledger.ts";
import { isPoison } from "../ledger/messages.ts";
import { readArchived } from "../testing/archived.ts";
import { startIndexRole } from "../testing/in-process.ts";
import { startWorker, type WorkerProcess } from "../testing/worker-process.ts";

const HOUR = 3_600_000;
const EVENTS = 6_000;
const KILLS = 5;
const PATIENCE = { timeout: 120_000, interval: 250 };
/** The index in this process and the archive in another make the same pseudonyms, so the same checksums. */
const PSEUDONYM_KEY = "a key of at least 16 characters";

for (const { name, open, openArchive, skip } of ARCHIVE_ENGINES) {
  describe.skipIf(skip)(`every event is archived or in quarantine, once, on ${name}`, () => {
    let engines: OpenEngines;
    let place: TestArchive;
    beforeAll(async () => {
      [engines, place] = await Promise.all([open({ processes: true }), openArchive()]);
    });
    afterAll(async () => {
      await Promise.all([engines.close(), place.close()]);
    });

    async function lag(): Promise<number> {
      const partitions = await engines.stream.lag("api-requests", ARCHIVE_GROUP);
      return partitions.reduce((sum, partition) => sum + partition.lag, 0);
    }

    /** What other runs left in the public topic is not this one's. */
    async function skipHistory(): Promise<void> {
      const consumer = await engines.stream.consume("api-requests", ARCHIVE_GROUP);
      while ((await lag()) > 0) {
        const batch = await consumer.next({ maxRecords: 20_000, maxBytes: 16_000_000, waitMs: 500 });
        await batch?.acknowledge();
      }
      await consumer.close();
    }

    test("although archivers are killed in the middle of their work, two at a time now and then", async () => {
      await skipHistory();
      const ledger = new Ledger(engines);
      const index = startIndexRole(engines);
      const environment = { ...engines.environment, ...place.environment, PSEUDONYM_KEY };
      const preload = join(import.meta.dirname, "../testing/archive-early.mjs");
      const start = () => startWorker(environment, { preload, roles: ["archive"] });
      const workers: WorkerProcess[] = [await start()];
      try {
        const producing = ledger.produce({ perSecond: 500, events: EVENTS });
        producing.catch(() => undefined); // awaited below
        for (let kill = 0; kill < KILLS; kill += 1) {
          if (kill % 2 === 0) workers.push(await start());
          // Any moment: reading, writing a file, between a file and its commit, between a commit and its acknowledgement.
          await delay(Math.random() * 1_000);
          await workers.shift()?.kill();
          if (workers.length === 0) workers.push(await start());
        }
        await producing;
        await vi.waitFor(async () => expect(await lag()).toBe(0), PATIENCE);
        await ledger.untilCaughtUp(PATIENCE.timeout);

        const { rows, quarantined } = await readArchived(place.archive, "api-requests");
        const own = new Map(
          rows.filter(({ channel }) => channel === ledger.channel).map((row) => [row.id, row]),
        );
        const poisoned = [...ledger.produced].filter((id) => isPoison(Number(id.split("-").at(-1))));
        const raw = quarantined.map((row) =>
          Buffer.from((row.raw as Uint8Array | null) ?? []).toString("latin1"),
        );
        expect(own.size).toBe(EVENTS - poisoned.length);
        expect([...ledger.produced].filter((id) => !own.has(id))).toEqual(poisoned);
        expect(poisoned.filter((id) => !raw.some((bytes) => bytes.includes(`"${id}"`)))).toEqual([]);
        // A record twice would be at the same place twice; a double that was produced has a place of its own.
        expect(new Set(rows.map((row) => `${row.partition}:${row.offset}`)).size).toBe(rows.length);

        const query = {
          scope: systemScope([ledger.channel]),
          from: Date.now() - HOUR,
          to: Date.now() + HOUR,
          where: [],
        };
        const sums = { events: 0, checksum: 0 };
        let cursor: string | undefined;
        do {
          const page = await engines.index.search(query, { limit: 1_000, ...(cursor ? { cursor } : {}) });
          sums.events += page.events.length;
          for (const { checksum } of page.events) sums.checksum += checksum;
          cursor = page.next ?? undefined;
        } while (cursor !== undefined);
        const checksum = [...own.values()].reduce((sum, row) => sum + Number(row.checksum), 0);
        expect({ events: own.size, checksum }).toEqual(sums);
      } finally {
        await Promise.all(workers.map((worker) => worker.stop()));
        await index.stop();
      }
    }, 300_000);
  });
}
