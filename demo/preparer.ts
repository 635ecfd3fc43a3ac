import { fork } from "node:child_process";
import { once } from "node:events";
import { setPriority } from "node:os";

/** The history gives way to the build of the web app, which the first page waits for. */
const LOW_PRIORITY = 10;

/** A process of its own that seeds and tells the history: what that takes in memory ends with it. */
export interface Preparer {
  /** Live traffic may begin. Rejects when the process ends before. */
  readonly ready: Promise<void>;
  /** Resolves when it has ended well; rejects when it failed. */
  readonly done: Promise<void>;
  stop(): void;
}

export const READY = "ready";

export function startPreparer(entry: string, args: string[]): Preparer {
  const child = fork(entry, args);
  if (child.pid !== undefined) setPriority(child.pid, LOW_PRIORITY);
  const done = once(child, "exit").then(([code]) => {
    if (code !== 0) throw new Error(`The demo's preparation ended with code ${code}.`);
  });
  const ready = Promise.race([once(child, "message"), done]).then(() => undefined);
  // Whoever only waits for one of the two is not disturbed by the other.
  ready.catch(() => undefined);
  done.catch(() => undefined);
  return { ready, done, stop: () => void child.kill("SIGTERM") };
}
