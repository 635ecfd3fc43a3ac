import { defineConfig } from "vitest/config";

/**
 * unit: pure, no database, seconds. database: every store adapter against its port's suite, on the embedded server and
 * on whichever real engines run. faults: worker processes that are harmed. Files end in .test.ts, .contract.test.ts or
 * .db.test.ts, and .fault.test.ts accordingly.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{lib,workers,demo,etl,components,scripts,app,bench}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.contract.test.ts", "**/*.db.test.ts", "**/*.fault.test.ts"],
        },
      },
      {
        test: {
          name: "database",
          include: ["{lib,workers,demo,etl,scripts,app}/**/*.{contract,db}.test.ts"],
          globalSetup: ["lib/testing/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        // One file at a time: worker processes share the public topics and groups, and a cluster fills a small machine.
        test: {
          name: "faults",
          include: ["{scripts,workers}/**/*.fault.test.ts"],
          globalSetup: ["lib/testing/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
    ],
  },
});
