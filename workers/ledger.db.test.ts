import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES, type OpenEngines } from "#lib/testing/engines.ts";
import { runLedger } from "./testing/ledger.ts";

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
      const result = await runLedger({ ...engines, events: 20_000, kills: 10, patienceMs: 180_000 });
      expect(result).toMatchObject({ missing: [], inBoth: [], doubled: 0 });
      expect(result.produced).toBeGreaterThanOrEqual(20_000);
      expect(result.deadLettered).toBe(result.produced / 20);
      expect(result.indexed).toBe(result.produced - result.deadLettered);
    }, 420_000);
  });
}
