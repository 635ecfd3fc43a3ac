import { setTimeout as delay } from "node:timers/promises";
import { setReadOnly } from "#lib/testing/faults/read-only.ts";
import type { Scenario } from "../types.ts";
import { underFault } from "../under-fault.ts";

const INDICES = "api-requests-*";

const scenario: Scenario = {
  name: "read-only",
  describe: "all indices become read-only for 30 s, as on a full disk",
  needs: "elasticsearch",
  run: (world, size) =>
    underFault(world, {
      perSecond: 1_000,
      async fault() {
        const url = world.environment.ELASTICSEARCH_URL;
        const ms = size === "full" ? 30_000 : 3_000;
        await setReadOnly(url, INDICES, true);
        try {
          await delay(ms);
        } finally {
          await setReadOnly(url, INDICES, false);
        }
        return { "read-only s": ms / 1_000 };
      },
    }),
};

export default scenario;
