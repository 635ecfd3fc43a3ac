import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseConfig } from "#lib/config.ts";
import { openWarehouse } from "#lib/stores/open.ts";
import { ARCHIVE_ENGINES, type TestArchive } from "#lib/testing/archives.ts";
import type { OpenEngines } from "#lib/testing/engines.ts";
import { archiveKills } from "./scenarios/archive-kills.ts";
import { SCENARIOS } from "./scenarios.ts";
import type { World } from "./types.ts";

/** Kills and doubles are the ledger's test; faults that need an engine's process are for `npm run soak`. */
const SHORT = [
  "rebalance",
  "outage",
  "busy",
  "read-only",
  "poison",
  "second-consumer-busy",
  "alert-kills",
  "archive-kills",
  "whole-way",
];

/** The longest on the engines, about what PostgreSQL keeps: there it is for `npm run soak`. */
const EMBEDDED_ONLY = ["alert-kills"];

for (const { name: stores, open, openArchive, isServer, skip } of ARCHIVE_ENGINES) {
  describe.skipIf(skip)(`what is promised holds on ${stores}`, () => {
    let opened: OpenEngines;
    let place: TestArchive;
    let world: World;
    beforeAll(async () => {
      [opened, place] = await Promise.all([open({ processes: true }), openArchive()]);
      const { archive } = place;
      const environment = { ARCHIVE_URL: "", ...opened.environment, ...place.environment };
      const config = parseConfig({ DATABASE_URL: environment.DATABASE_URL });
      const installation = { config, databaseUrl: environment.DATABASE_URL };
      world = {
        ...opened,
        archive,
        openWarehouse: () => openWarehouse(installation, async () => archive),
        environment,
        engines: null,
        cluster: null,
      };
    });
    afterAll(async () => {
      await Promise.all([opened.close(), place.close()]);
    });

    const possible = SCENARIOS.filter(
      ({ name, needs }) =>
        SHORT.includes(name) &&
        (needs === undefined || isServer) &&
        !(isServer && EMBEDDED_ONLY.includes(name)),
    );
    test.each(possible)(
      "although $describe",
      async (scenario) => {
        const { problems } = await scenario.run(world, "short");
        expect(problems).toEqual([]);
      },
      300_000,
    );

    if (isServer) return;
    test("and an archiver that acknowledges before its files are there is found out", async () => {
      const preload = join(import.meta.dirname, "../../workers/testing/archive-commit-early.mjs");
      const { problems } = await archiveKills(preload).run(world, "short");
      expect(problems).toContainEqual(expect.stringMatching(/records for the offsets|the archive has/));
    }, 300_000);
  });
}
