import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";

const PATIENCE_MS = 60_000;
const ASK_EVERY_MS = 100;

/** Resolves with true once the demo's people are there to sign in as, with false when that takes over a minute. */
export async function waitForDemo(databaseUrl: string, signal: AbortSignal): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline && !signal.aborted) {
    if (await isSeeded(databaseUrl)) return true;
    await delay(ASK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  return false;
}

/** A plain connection: the supervisor stays small. A database that restarts is waited for like everything else. */
async function isSeeded(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query("select from demo_state where name = 'seed'");
    return rows.length > 0;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
