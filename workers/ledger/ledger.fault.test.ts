import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES, type OpenEngines } from "#lib/testing/engines.ts";
import { runLedger } from "./run.ts";

for (const { name, open, skip } of ENGINES) {
  describe.skipIf(skip)(`every event is indexed or dead-lettered, once, on ${name}`, () => {
    let engines: OpenEngines;
    beforeAll(async () => {
      engines = await open({ processes: true });
    });
    afterAll(async () => {
      await engines.close();
    });

    test("although the worker is killed ten times in the middle of its work", async () => {
      const account = await runLedger({ ...engines, events: 20_000, kills: 10, patienceMs: 180_000 });
      expect(account).toMatchObject({ missing: [], inBoth: [], doubled: 0, produced: 20_000 });
      expect(account).toMatchObject({ deadLettered: 200, indexed: 19_800 });
    }, 420_000);

    test("and a build that acknowledges before it writes is found out", async () => {
      const preload = join(import.meta.dirname, "../testing/commit-early.mjs");
      const account = await runLedger({
        ...engines,
        worker: { preload },
        whileBusy: true,
        events: 40_000,
        kills: 3,
        patienceMs: 180_000,
      });
      expect(account.produced).toBe(40_000);
      expect(account.missing).not.toEqual([]);
    }, 420_000);
  });
}
