import { Evaluator } from "#lib/alerts/engine/evaluator.ts";
import { giveUpLeases } from "#lib/alerts/engine/lease.ts";
import { listen } from "#lib/database/listen.ts";
import { OutageLog } from "#lib/outage-log.ts";
import { createOutgoing } from "#lib/outgoing/client.ts";
import { withRollups } from "#lib/rollups/reader.ts";
import { Signal } from "#lib/signal.ts";
import { DeadManSignal } from "./dead-man-signal.ts";
import { workerId } from "./heartbeat.ts";
import { platformWatch } from "./platform-watch.ts";
import type { RoleDeps, RoleSettings } from "./role.ts";
import type { WorkerTask } from "./runtime.ts";

/** Without news a round is due all the same: leases, reminders, mutes that end. */
const TICK_MS = 10_000;
/** News that come together are looked at together. */
const DEBOUNCE_MS = 300;

/** The tasks of the role `alerts`. */
export function alertsRole(deps: RoleDeps, settings: RoleSettings): WorkerTask[] {
  const { databaseUrl, publicOrigin, heartbeatUrl, allowPrivate } = settings;
  const { index, rollups, database, clock, log, metrics } = deps;
  const me = workerId();
  return [
    {
      name: "evaluate-alerts",
      run: async (signal) => {
        const reader = withRollups(index, rollups);
        const evaluator = new Evaluator({
          index,
          reader,
          database,
          clock,
          log,
          origin: publicOrigin,
          evaluator: me,
        });
        const outside =
          heartbeatUrl === null
            ? null
            : new DeadManSignal(heartbeatUrl, { http: createOutgoing({ allowPrivate }), clock, log });
        const news = new Signal();
        signal.addEventListener("abort", () => news.raise(), { once: true });
        const listening = listen(
          databaseUrl,
          ["pipeline_progress", "alert_recipes"],
          (channel) => {
            if (channel !== "pipeline_progress") evaluator.recipesChanged();
            news.raise();
          },
          { log, signal },
        );
        const outage = new OutageLog(log, "alerts could not be judged");
        while (!signal.aborted) {
          const started = performance.now();
          try {
            const judgedTo = await evaluator.evaluate();
            outage.worked();
            metrics.alertSeconds.observe((performance.now() - started) / 1_000);
            if (judgedTo !== null) {
              metrics.alertsJudgedTo.set(judgedTo / 1_000);
              // Nobody waits for the outside.
              void outside?.judged(judgedTo);
            }
          } catch (error) {
            outage.failed(error);
          }
          await news.wait(TICK_MS);
          await new Signal().wait(signal.aborted ? 0 : DEBOUNCE_MS - (performance.now() - started));
        }
        await Promise.allSettled([evaluator.close(), listening]);
        await giveUpLeases(database, me).catch(() => undefined);
      },
    },
    platformWatch(deps, settings),
  ];
}
