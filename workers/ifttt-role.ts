import { listen } from "#lib/database/listen.ts";
import { notifyRealtime } from "#lib/ifttt/realtime/notify.ts";
import type { Engine } from "#lib/ifttt/realtime/post.ts";
import { tidy } from "#lib/ifttt/subscriptions/tidy.ts";
import { Signal } from "#lib/signal.ts";
import { every } from "./every.ts";
import type { RoleDeps, RoleSettings } from "./role.ts";
import type { WorkerTask } from "./runtime.ts";

/** News are heard of by NOTIFY; this is for what was not heard. */
const TICK_MS = 60_000;
const FIRST_PAUSE_MS = 1_000;
const TIDY_MS = 3_600_000;

type Deps = Pick<RoleDeps, "database" | "clock" | "log">;
type Settings = Pick<RoleSettings, "databaseUrl" | "ifttt">;

/** The tasks of the role `ifttt`; without the service or its Realtime address they only wait. */
export function iftttRole(deps: Deps, { databaseUrl, ifttt }: Settings): WorkerTask[] {
  const { log } = deps;
  const engine: Engine | null =
    ifttt === null || ifttt.realtimeUrl === null
      ? null
      : { url: ifttt.realtimeUrl, serviceKey: ifttt.serviceKey };
  return [
    {
      name: "ifttt-realtime",
      run: (signal) => (engine === null ? aborted(signal) : tellOfNews(deps, engine, databaseUrl, signal)),
    },
    {
      name: "ifttt-tidy",
      run: (signal) =>
        ifttt === null ? aborted(signal) : every(TIDY_MS, "ifttt-tidy", () => tidy(deps), { log, signal }),
    },
  ];
}

/** Tells the engine at once; while it does not listen, tries again after growing pauses, a minute at most. */
async function tellOfNews(
  deps: Deps,
  engine: Engine,
  databaseUrl: string,
  signal: AbortSignal,
): Promise<void> {
  const { log } = deps;
  const news = new Signal();
  signal.addEventListener("abort", () => news.raise(), { once: true });
  const listening = listen(databaseUrl, ["incident_transitions"], () => news.raise(), { log, signal });
  let pause = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    try {
      const told = await notifyRealtime(deps, engine, signal);
      if (told > 0) log.info({ triggers: told }, "the IFTTT engine was told of news");
      pause = FIRST_PAUSE_MS;
      await news.wait(TICK_MS);
    } catch (error) {
      if (signal.aborted) break;
      log.warn({ error: String(error) }, "the IFTTT engine could not be told of news; trying again");
      await news.wait(pause);
      pause = Math.min(TICK_MS, pause * 2);
    }
  }
  await listening;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
