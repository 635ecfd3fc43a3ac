import { setTimeout as delay } from "node:timers/promises";
import type { Scenario } from "../types.ts";
import { underFault } from "../under-fault.ts";

const FULL = { workers: 4, everyMs: 5_000, forMs: 120_000 };
const SHORT = { workers: 2, everyMs: 2_000, forMs: 6_000 };

const scenario: Scenario = {
  name: "rebalance",
  describe: "four workers join and leave, one every 5 s for 2 minutes; every third leaves by a crash",
  run(world, size) {
    const { workers, everyMs, forMs } = size === "full" ? FULL : SHORT;
    return underFault(world, {
      perSecond: 1_000,
      workers,
      async fault(fleet) {
        const end = performance.now() + forMs;
        let changes = 0;
        while (performance.now() < end) {
          changes += 1;
          await Promise.all([fleet.leave(changes % 3 === 0 ? "kill" : "stop"), delay(everyMs)]);
          await fleet.join();
        }
        return { "workers changed": changes };
      },
    });
  },
};

export default scenario;
