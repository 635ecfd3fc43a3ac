import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { setTimeout as delay } from "node:timers/promises";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const FINISHED_WITHIN_MS = 20_000;

/** Reads until whoever holds the other end is gone, then ends `$1`, politely for `$2` fifths of a second. */
const GUARD = `read -r _
kill -s TERM -- "$1"
kill -s CONT -- "$1" # a paused one would not hear it
while [ "$2" -gt 0 ] && kill -s 0 -- "$1"; do sleep 0.2; set -- "$1" $(($2 - 1)); done
kill -s KILL -- "$1"`;

const guards = new Set<ChildProcess>();
let stopping = false;

interface Ending {
  /** How long it may take to end after SIGTERM. */
  graceMs: number;
  /** It leads a process group, all of which ends. */
  group?: boolean;
}

/**
 * Has a child of this process end when this process does, however that ends: a process beside it sees to that, as a
 * SIGKILL leaves nobody else to.
 */
export function endWithThis(child: ChildProcess, { graceMs, group = false }: Ending): void {
  if (child.pid === undefined) return;
  const target = group ? -child.pid : child.pid;
  const guard = spawn("sh", ["-c", GUARD, "guard", String(target), String(Math.ceil(graceMs / 200))], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  guards.add(guard);
  guard.on("error", () => undefined);
  guard.once("exit", () => guards.delete(guard));
  guard.unref();
  // Once it is ending others, it may be about the rest of a group.
  child.once("exit", () => {
    if (!stopping) guard.kill("SIGKILL");
  });
}

async function endChildren(): Promise<void> {
  stopping = true;
  const ending = [...guards].map(async (guard) => {
    guard.ref();
    const ended = once(guard, "exit");
    guard.stdin?.end();
    await ended;
  });
  await Promise.allSettled(ending);
}

/**
 * On a signal to leave: ends what `endWithThis` was told of, waits for it, does what `finish` says, and leaves. What it
 * answers is aborted at once.
 */
export function stopOnSignals(finish: () => Promise<void> = async () => undefined): AbortSignal {
  const left = new AbortController();
  const leave = async (name: (typeof SIGNALS)[number]) => {
    await endChildren();
    await Promise.race([finish().catch(() => undefined), delay(FINISHED_WITHIN_MS)]);
    process.exit(128 + constants.signals[name]);
  };
  for (const name of SIGNALS)
    process.on(name, () => {
      if (left.signal.aborted) return;
      left.abort();
      process.stderr.write("Stopping…\n");
      void leave(name);
    });
  return left.signal;
}
