import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "#lib/log.ts";

/** Work that runs until its signal, then drains and resolves; it rejects when a new process has to take over. */
export interface WorkerTask {
  name: string;
  run(signal: AbortSignal): Promise<void>;
}

/** How long the tasks have to drain; what is unacknowledged then will be delivered again. */
const DRAIN_MS = 8_000;

/**
 * Runs all tasks until `stop` or until one of them fails, which stops the others. Answers the process's exit code:
 * 0 after a drain in time, 1 otherwise, so that a supervisor starts a new process.
 */
export async function runTasks(tasks: WorkerTask[], stop: AbortSignal, log: Log): Promise<number> {
  const failed = new AbortController();
  const signal = AbortSignal.any([stop, failed.signal]);
  const running = tasks.map(async ({ name, run }) => {
    try {
      await run(signal);
      if (!signal.aborted) throw new Error(`${name} ended although nobody stopped it`);
    } catch (error) {
      log.error({ task: name, err: error }, "task failed; the worker stops");
      failed.abort();
    }
  });

  await new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    else signal.addEventListener("abort", resolve, { once: true });
  });
  const drained = new AbortController();
  const inTime = await Promise.race([
    Promise.all(running).then(() => true),
    delay(DRAIN_MS, false, { signal: drained.signal }).catch(() => true),
  ]);
  drained.abort();
  if (!inTime) log.error("not drained in time; unacknowledged records will be delivered again");
  return inTime && !failed.signal.aborted ? 0 : 1;
}
