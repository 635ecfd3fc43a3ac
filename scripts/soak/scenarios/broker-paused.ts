import { setTimeout as delay } from "node:timers/promises";
import type { Scenario } from "../types.ts";
import { underFault } from "../under-fault.ts";

/** Shorter than the broker's patience with a silent consumer, and longer. */
function paused(seconds: number): Scenario {
  return {
    name: `broker-paused-${seconds}`,
    describe: `the broker stands still for ${seconds} s (SIGSTOP): it keeps its connections and says nothing`,
    needs: "engines",
    run: (world) =>
      underFault(world, {
        perSecond: 1_000,
        async fault() {
          world.engines?.broker.pause();
          await delay(seconds * 1_000);
          world.engines?.broker.resume();
          return { "paused s": seconds };
        },
      }),
  };
}

export const brokerPaused = [paused(20), paused(45)];
