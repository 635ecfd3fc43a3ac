import { setTimeout as delay } from "node:timers/promises";
import type { Scenario } from "../types.ts";
import { underFault } from "../under-fault.ts";

const DEAD_MS = 30_000;

const scenario: Scenario = {
  name: "node-killed",
  describe:
    "of three brokers and three Elasticsearch nodes one each is killed with -9, and comes back after 30 s",
  needs: "cluster",
  run: (world) =>
    underFault(world, {
      perSecond: 500,
      async fault() {
        const nodes = Object.values(world.cluster ?? {});
        await Promise.all(nodes.map((node) => node.kill()));
        await delay(DEAD_MS);
        await Promise.all(nodes.map((node) => node.restart()));
        return { "nodes killed": nodes.length };
      },
    }),
};

export default scenario;
