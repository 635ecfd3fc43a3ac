import { setTimeout as delay } from "node:timers/promises";
import type { Installation } from "#lib/installation.ts";

const RETRY_MS = 5_000;

interface Keeping {
  reopen(): Promise<Installation>;
  say(line: string): void;
  /** The database is at another address now. */
  moved(installation: Installation): void;
  signal: AbortSignal;
}

/** Starts the embedded database again whenever it ends by itself, until `signal`. Resolves with the last one. */
export async function keepDatabase(first: Installation, keeping: Keeping): Promise<Installation> {
  const { signal, say } = keeping;
  const aborted = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
  let current = first;
  for (;;) {
    await Promise.race([aborted, current.embedded?.lost ?? aborted]);
    if (signal.aborted) return current;
    say("The database ended and is started again");
    const next = await reopen(keeping);
    if (next === null) return current;
    if (next.databaseUrl !== current.databaseUrl) keeping.moved(next);
    current = next;
  }
}

async function reopen({ reopen, say, signal }: Keeping): Promise<Installation | null> {
  while (!signal.aborted) {
    try {
      return await reopen();
    } catch (error) {
      say(`${error instanceof Error ? error.message : String(error)}; trying again in ${RETRY_MS / 1000} s`);
      await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
  return null;
}
