import { giveUpLeases } from "#lib/alerts/engine/lease.ts";
import { ensurePlatformRecipes } from "#lib/alerts/platform/default-recipes.ts";
import { PlatformEvaluator } from "#lib/alerts/platform/evaluator.ts";
import { createPlatformMeasures } from "#lib/alerts/platform/observe.ts";
import { createOutgoing } from "#lib/outgoing/client.ts";
import { every } from "./every.ts";
import { workerId } from "./heartbeat.ts";
import type { RoleDeps, RoleSettings } from "./role.ts";
import type { WorkerTask } from "./runtime.ts";

const JUDGE_MS = 15_000;
const TIMEOUT_MS = 5_000;

/** What watches the installation itself, beside the evaluator of Channels' Recipes. */
export function platformWatch(deps: RoleDeps, settings: RoleSettings): WorkerTask {
  const { database, clock, log } = deps;
  const { publicOrigin: origin, allowPrivate } = settings;
  const http = createOutgoing({ allowPrivate, timeoutMs: TIMEOUT_MS });
  return {
    name: "watch-platform",
    run: async (signal) => {
      const evaluator = `${workerId()}/platform`;
      const measures = createPlatformMeasures({ ...deps, http, origin });
      const platform = new PlatformEvaluator({ database, clock, log, measures, origin, evaluator });
      let made = false;
      const round = async () => {
        if (!made) await ensurePlatformRecipes(database, clock.now());
        made = true;
        await platform.evaluate();
      };
      await every(JUDGE_MS, "watch-platform", round, { log, signal });
      await giveUpLeases(database, evaluator).catch(() => undefined);
    },
  };
}
