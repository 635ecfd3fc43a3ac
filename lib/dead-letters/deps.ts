import type { Clock } from "../clock.ts";
import type { Database } from "../database/client.ts";
import type { EventStream } from "../stores/event-stream/port.ts";

/** What every verb here works on. */
export interface DeadLetterDeps {
  stream: EventStream;
  database: Database;
  clock: Clock;
}
