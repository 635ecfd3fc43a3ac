import type { Clock } from "../clock.ts";
import type { Database } from "../database/client.ts";
import type { EventIndexReader } from "../stores/event-index/port.ts";

/** What every read function needs; the web process's server is one. */
export interface ReadDeps {
  index: EventIndexReader;
  database: Database;
  clock: Clock;
  secrets: { pseudonymKey: string };
}
