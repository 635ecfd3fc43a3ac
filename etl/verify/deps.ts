import type { Database } from "#lib/database/client.ts";
import type { EventIndex } from "#lib/stores/event-index/port.ts";
import type { StreamInspector } from "#lib/stores/event-stream/inspection.ts";
import type { EventStream } from "#lib/stores/event-stream/port.ts";
import type { JobDeps } from "../run.ts";

/** What verifying asks: every store of an event. */
export interface VerifyDeps extends Omit<JobDeps, "spool" | "pauses"> {
  database: Database;
  stream: Pick<EventStream, "incarnation" | "lag" | "readRange"> & StreamInspector;
  index: Pick<EventIndex, "sums" | "refresh">;
  /** How long the index keeps an event, milliseconds. */
  retentionMs: number;
}
