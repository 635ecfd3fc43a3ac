import { setTimeout as delay } from "node:timers/promises";
import { cutProxy } from "#lib/testing/cut-proxy.ts";
import type { Scenario, World } from "../types.ts";
import { underFault } from "../under-fault.ts";

/** The index goes away as the workers see it: with the whole database where that is what holds it. */
async function cutFor(ms: number, world: World) {
  const variable = world.environment.ELASTICSEARCH_URL === "" ? "DATABASE_URL" : "ELASTICSEARCH_URL";
  const proxy = await cutProxy(world.environment[variable]);
  try {
    return await underFault(world, {
      perSecond: 500,
      environment: { ...world.environment, [variable]: proxy.url },
      async fault() {
        proxy.cut();
        await delay(ms);
        proxy.heal();
        return { "outage s": ms / 1_000 };
      },
    });
  } finally {
    await proxy.close();
  }
}

const OUTAGE_MS = 60_000;

const scenario: Scenario = {
  name: "outage",
  describe: "the index is stopped for 60 s (embedded: the connection to the database is cut)",
  run(world, size) {
    const { engines } = world;
    if (size === "short") return cutFor(4_000, world);
    if (engines === null) return cutFor(OUTAGE_MS, world);
    return underFault(world, {
      perSecond: 1_000,
      async fault() {
        await engines.elasticsearch.stop();
        await delay(OUTAGE_MS);
        await engines.elasticsearch.start();
        return { "outage s": OUTAGE_MS / 1_000 };
      },
    });
  },
};

export default scenario;
