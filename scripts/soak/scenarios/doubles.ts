import { setTimeout as delay } from "node:timers/promises";
import type { Scenario } from "../types.ts";
import { underFault } from "../under-fault.ts";

const LEAST_SHARE = 0.18;

const scenario: Scenario = {
  name: "doubles",
  describe: "a fifth of the events is sent twice, at full rate, without any other fault",
  async run(world, size) {
    let share = 0;
    const verdict = await underFault(world, {
      perSecond: size === "full" ? 5_000 : 1_000,
      async fault(fleet) {
        await delay(size === "full" ? 60_000 : 3_000);
        const indexed = await fleet.sum("channelscope_events_indexed_total");
        const duplicates = await fleet.sum("channelscope_events_duplicate_total");
        share = duplicates / indexed;
        return { "duplicates %": Math.round(1_000 * share) / 10 };
      },
    });
    // A run in which nothing came twice would prove nothing.
    if (share < LEAST_SHARE) verdict.problems.push("too few duplicates arrived");
    return verdict;
  },
};

export default scenario;
