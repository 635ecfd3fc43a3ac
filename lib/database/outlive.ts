import type { Pool } from "pg";

/**
 * A connection that breaks says so to whoever waits for its answer; the event of its own, which may come while nobody
 * waits (idle, or between two statements), must not end the process. The next use opens another.
 */
export function outliveLostConnections(pool: Pool): void {
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
}
