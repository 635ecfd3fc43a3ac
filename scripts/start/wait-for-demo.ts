import { setTimeout as delay } from "node:timers/promises";
import { readState } from "#demo/state.ts";
import { createDatabase } from "#lib/database/client.ts";

const PATIENCE_MS = 60_000;
const ASK_EVERY_MS = 100;

/** Resolves with true once the demo's people are there to sign in as, with false when that takes over a minute. */
export async function waitForDemo(databaseUrl: string, signal: AbortSignal): Promise<boolean> {
  const database = createDatabase(databaseUrl);
  const deadline = Date.now() + PATIENCE_MS;
  try {
    while (Date.now() < deadline && !signal.aborted) {
      // A database that restarts is waited for like everything else.
      if ((await readState(database, "seed").catch(() => null)) !== null) return true;
      await delay(ASK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
    return false;
  } finally {
    await database.$disconnect();
  }
}
