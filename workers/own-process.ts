import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setPriority } from "node:os";
import type { Log } from "#lib/log.ts";
import { Backoff, STORE_BACKOFF } from "./backoff.ts";
import type { WorkerTask } from "./runtime.ts";

/**
 * A role in a process of its own, started again with growing pauses whenever it ends: its crashes and its CPU are
 * nobody else's. `start` spawns it with an IPC channel, whose end tells it to leave when we were killed.
 */
export function inOwnProcess(name: string, start: () => ChildProcess, log: Log): WorkerTask {
  return {
    name,
    async run(signal) {
      const backoff = new Backoff(STORE_BACKOFF, signal);
      while (!signal.aborted) {
        const child = start();
        const stop = () => child.kill("SIGTERM");
        signal.addEventListener("abort", stop, { once: true });
        const [code, killed] = await once(child, "exit");
        signal.removeEventListener("abort", stop);
        if (signal.aborted) return;
        log.warn({ role: name, code, signal: killed }, "role ended; starting it again");
        await backoff.pause().catch(() => undefined);
      }
    },
  };
}

/** Batch work gives way to what people wait for on the same machine. */
const BATCH_PRIORITY = 5;

/** How `main.ts` starts one: the same program with one role, which leaves serving metrics to others. */
export function spawnRole(name: string, environment: NodeJS.ProcessEnv): ChildProcess {
  const args = [...process.execArgv, process.argv[1] ?? "", `--roles=${name}`];
  const child = spawn(process.execPath, args, {
    env: { ...environment, WORKER_METRICS_PORT: "" },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  if (child.pid !== undefined) setPriority(child.pid, BATCH_PRIORITY);
  return child;
}

/**
 * Of a role in its own process: calls once whoever started it is gone, also when that was before anybody listened, while
 * modules were loading. A process that nobody started with an IPC channel is never left.
 */
export function onceLeft(
  leave: () => void,
  own: Pick<NodeJS.Process, "send" | "connected" | "once"> = process,
): void {
  if (own.send === undefined) return;
  if (own.connected) own.once("disconnect", leave);
  else leave();
}
