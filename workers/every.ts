import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "#lib/log.ts";
import { OutageLog } from "#lib/outage-log.ts";

/**
 * Repeats a task until the signal, pausing between the end of one run and the start of the next. A failing run is
 * logged and tried again at the next: what runs here is housekeeping that catches up.
 */
export async function every(
  intervalMs: number,
  name: string,
  task: () => Promise<unknown>,
  { log, signal }: { log: Log; signal: AbortSignal },
): Promise<void> {
  const outage = new OutageLog(log, "task failed", { task: name });
  while (!signal.aborted) {
    try {
      await task();
      outage.worked();
    } catch (error) {
      outage.failed(error);
    }
    await delay(intervalMs, undefined, { signal }).catch(() => undefined);
  }
}
