import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { SetupError } from "../../setup-error.ts";

/** A connection held as long as the server is used: others see it and leave the server running. */
export interface Presence {
  readonly lost: Promise<void>;
  /** How many other sessions there are. */
  others(): Promise<number>;
  /** Takes the one claim on this server, unless another session has it. */
  claim(): Promise<boolean>;
  close(): Promise<void>;
}

/** The advisory lock of the one launcher, in the database `postgres`. */
const CLAIM = 1;

/** Crash recovery replays at most `max_wal_size`: well within this. */
const PATIENCE_MS = 180_000;

/** Connects as soon as the server answers; null when it is gone before. */
export async function openPresence(url: string, stillRuns: () => Promise<boolean>): Promise<Presence | null> {
  const client = await connect(url, stillRuns);
  if (client === null) return null;
  const lost = new Promise<void>((resolve) => client.once("end", resolve));
  client.on("error", () => undefined);
  return {
    lost,
    async others() {
      const { rows } = await client.query<{ count: number }>(
        "select count(*)::int as count from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
      );
      return rows[0]?.count ?? 0;
    },
    async claim() {
      const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [
        CLAIM,
      ]);
      return rows[0]?.taken ?? false;
    },
    close: () => client.end().catch(() => undefined),
  };
}

async function connect(url: string, stillRuns: () => Promise<boolean>): Promise<pg.Client | null> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const client = new pg.Client({
      connectionString: url,
      application_name: "channelscope presence",
      keepAlive: true,
    });
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (!isPassing(error) || Date.now() > deadline) {
        throw new SetupError(`The embedded PostgreSQL does not answer: ${String(error)}`);
      }
      if (!(await stillRuns())) return null;
      await delay(20);
    }
  }
}

/** Not listening yet or no longer, or starting up, recovering or shutting down (57P03). */
function isPassing(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ECONNREFUSED" || code === "ECONNRESET" || code === "57P03";
}
