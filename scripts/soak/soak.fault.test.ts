import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES, type OpenEngines } from "#lib/testing/engines.ts";
import { SCENARIOS } from "./scenarios.ts";
import type { World } from "./types.ts";

/** Kills and doubles are the ledger's test; faults that need an engine's process are for `npm run soak`. */
const SHORT = ["rebalance", "outage", "busy", "read-only", "poison", "second-consumer-busy", "alert-kills"];

for (const { name: stores, open, skip } of ENGINES) {
  describe.skipIf(skip)(`what is promised holds on ${stores}`, () => {
    let opened: OpenEngines;
    let world: World;
    beforeAll(async () => {
      opened = await open({ processes: true });
      world = { ...opened, engines: null, cluster: null };
    });
    afterAll(async () => {
      await opened.close();
    });

    const possible = SCENARIOS.filter(
      ({ name, needs }) => SHORT.includes(name) && (needs === undefined || stores !== "PostgreSQL"),
    );
    test.each(possible)(
      "although $describe",
      async (scenario) => {
        const { problems } = await scenario.run(world, "short");
        expect(problems).toEqual([]);
      },
      300_000,
    );
  });
}
