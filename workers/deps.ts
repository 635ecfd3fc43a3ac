import type { Clock } from "#lib/clock.ts";
import type { Log } from "#lib/log.ts";
import type { EventIndex } from "#lib/stores/event-index/port.ts";
import type { EventStream } from "#lib/stores/event-stream/port.ts";
import type { RollupStore } from "#lib/stores/rollups/port.ts";
import type { WorkerMetrics } from "./metrics.ts";

/** What every worker stands on. */
export interface WorkerDeps {
  stream: EventStream;
  index: EventIndex;
  rollups: RollupStore;
  clock: Clock;
  log: Log;
  metrics: WorkerMetrics;
}
