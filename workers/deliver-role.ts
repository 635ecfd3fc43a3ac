import { actionSettings } from "#lib/alerts/actions/action-settings.ts";
import { Deliverer } from "#lib/alerts/deliver/deliverer.ts";
import { listen } from "#lib/database/listen.ts";
import { OutageLog } from "#lib/outage-log.ts";
import { createOutgoing } from "#lib/outgoing/client.ts";
import { Signal } from "#lib/signal.ts";
import type { RoleDeps, RoleSettings } from "./role.ts";
import type { WorkerTask } from "./runtime.ts";

/** However quiet it is: a lease that somebody left behind ends, a notification may have been lost. */
const LONGEST_WAIT_MS = 10_000;
/** When to stop, calls under way may take so long before they count as failed; the worker leaves soon after. */
const HURRY_MS = 5_000;
/** After the database did not answer. */
const AGAIN_MS = 1_000;

/** The tasks of the role `deliver`. */
export function deliverRole(deps: RoleDeps, settings: RoleSettings): WorkerTask[] {
  const { database, clock, log } = deps;
  const { databaseUrl, publicOrigin: origin, encryptionKey, allowPrivate } = settings;
  return [
    {
      name: "deliver-alerts",
      run: async (signal) => {
        const hurry = new AbortController();
        const deliverer = new Deliverer({
          database,
          clock,
          log,
          http: createOutgoing({ allowPrivate, stop: hurry.signal }),
          settings: actionSettings(settings.actions, { origin, encryptionKey }),
          encryptionKey,
          origin,
          random: Math.random,
        });
        const news = new Signal();
        signal.addEventListener("abort", () => news.raise(), { once: true });
        const listening = listen(databaseUrl, ["deliveries"], () => news.raise(), { log, signal });
        const outage = new OutageLog(log, "deliveries cannot be read");
        while (!signal.aborted) {
          let wait: number | null = AGAIN_MS;
          try {
            wait = await deliverer.deliverDue(() => news.raise());
            outage.worked();
          } catch (error) {
            outage.failed(error);
          }
          await news.wait(Math.min(wait ?? LONGEST_WAIT_MS, LONGEST_WAIT_MS));
        }
        const leaving = setTimeout(() => hurry.abort(), HURRY_MS);
        await deliverer.drain();
        clearTimeout(leaving);
        await listening;
      },
    },
  ];
}
