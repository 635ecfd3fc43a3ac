import { followControl } from "./control.ts";
import type { DemoDeps } from "./deps.ts";
import { keepLiving, Life } from "./life/live.ts";
import { openLiveTraffic } from "./live-traffic.ts";
import { startOf, writeState } from "./state.ts";

const HEARTBEAT_MS = 5_000;

/** Runs the partner APIs and live traffic, as the panel sets them, until the signal; then drains and resolves. */
export async function runDemo(deps: DemoDeps, signal: AbortSignal): Promise<void> {
  const { database, log } = deps;
  await using opened = new AsyncDisposableStack();
  const life = new Life(deps, await startOf(database));
  const sources = () => life.sources();
  const traffic = opened.adopt(await openLiveTraffic({ ...deps, sources }, { multiplier: 1 }), (it) =>
    it.close(),
  );
  opened.adopt(await followControl({ database, log, ...traffic }), (it) => it.stop());
  const beating = setInterval(() => void heartbeat(deps), HEARTBEAT_MS);
  opened.defer(() => clearInterval(beating));
  await heartbeat(deps);
  opened.adopt(await keepLiving(life, log), (it) => it.stop());
  log.info("the demo runs");
  if (!signal.aborted)
    await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
}

/** The traffic of this process is complete until now; a later start tells what is missing after it. */
async function heartbeat({ database, clock, log }: DemoDeps): Promise<void> {
  try {
    await writeState(database, "live", { until: clock.now() });
  } catch (error) {
    log.debug({ err: error }, "the database is away");
  }
}
