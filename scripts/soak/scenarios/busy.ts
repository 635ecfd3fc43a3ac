import { setTimeout as delay } from "node:timers/promises";
import { busyElasticsearch } from "#lib/testing/faults/busy-elasticsearch.ts";
import type { Scenario } from "../types.ts";
import { underFault } from "../under-fault.ts";

const SHARE = 0.3;

const scenario: Scenario = {
  name: "busy",
  describe: "30 % of bulk items are answered with 429 for 60 s",
  needs: "elasticsearch",
  async run(world, size) {
    const busy = await busyElasticsearch(world.environment.ELASTICSEARCH_URL);
    try {
      return await underFault(world, {
        perSecond: 1_000,
        environment: { ...world.environment, ELASTICSEARCH_URL: busy.url },
        async fault() {
          busy.refuse(SHARE);
          await delay(size === "full" ? 60_000 : 4_000);
          busy.refuse(0);
          return { refused: busy.refused };
        },
      });
    } finally {
      await busy.close();
    }
  },
};

export default scenario;
