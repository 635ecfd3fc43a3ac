import { defineConfig } from "vitest/config";

/**
 * unit: pure, no database, seconds. contract: every store adapter against its port's suite, on the embedded
 * server and on whichever real engines run. Files end in .test.ts or .contract.test.ts accordingly.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{lib,workers,demo,components,scripts,app}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.contract.test.ts", "**/*.db.test.ts", "**/*.cluster.test.ts"],
        },
      },
      {
        test: {
          name: "database",
          include: ["{lib,workers,demo,scripts,app}/**/*.{contract,db}.test.ts"],
          globalSetup: ["lib/testing/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        // Six servers on a small machine: nothing else runs beside them.
        test: {
          name: "cluster",
          include: ["workers/**/*.cluster.test.ts"],
          globalSetup: ["lib/testing/global-setup.ts"],
          maxWorkers: 1,
        },
      },
    ],
  },
});
