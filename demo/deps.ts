import type { DestinationDeps } from "#lib/alerts/destinations/check-addresses.ts";
import type { Clock } from "#lib/clock.ts";
import type { Database } from "#lib/database/client.ts";
import type { Log } from "#lib/log.ts";
import type { Archive } from "#lib/stores/archive/port.ts";
import type { EventStream } from "#lib/stores/event-stream/port.ts";

/** What the demo stands on. */
export interface DemoDeps {
  database: Database;
  stream: EventStream;
  clock: Clock;
  log: Log;
  /** Opened by the first who asks. */
  archive(): Promise<Archive>;
  /** A folder on this machine, for what is disposable. */
  spool: string;
  /** Of the event index, milliseconds. */
  retentionMs: number;
  pseudonymOf(userId: string): string;
  destinations: DestinationDeps;
}
