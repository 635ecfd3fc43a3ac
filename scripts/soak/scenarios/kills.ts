import { setTimeout as delay } from "node:timers/promises";
import type { Scenario } from "../types.ts";
import { underFault } from "../under-fault.ts";

const scenario: Scenario = {
  name: "kills",
  describe: "the worker is killed with -9 thirty times, at random moments",
  run: (world, size) =>
    underFault(world, {
      perSecond: 500,
      async fault(fleet) {
        const kills = size === "full" ? 30 : 3;
        for (let kill = 0; kill < kills; kill++) {
          await delay(Math.random() * 1_500);
          await fleet.leave("kill");
          await fleet.join();
        }
        return { kills };
      },
    }),
};

export default scenario;
