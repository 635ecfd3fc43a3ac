import { systemClock } from "#lib/clock.ts";
import type { Database } from "#lib/database/client.ts";
import { createLog } from "#lib/log.ts";
import type { EventIndex } from "#lib/stores/event-index/port.ts";
import type { EventStream } from "#lib/stores/event-stream/port.ts";
import type { RollupStore } from "#lib/stores/rollups/port.ts";
import { indexRole } from "../index-role.ts";
import { createMetrics } from "../metrics.ts";
import { runTasks } from "../runtime.ts";

interface Parts {
  stream: EventStream;
  index: EventIndex;
  database: Database;
  rollups: RollupStore;
}

/** The role `index` in the test's own process; `stop` drains it and answers its exit code. */
export function startIndexRole({ stream, index, database, rollups }: Parts): { stop(): Promise<number> } {
  const stopping = new AbortController();
  const log = createLog("test", "silent");
  const deps = { stream, index, database, rollups, clock: systemClock, log, metrics: createMetrics() };
  const tasks = indexRole(deps, { retentionDays: 30, pseudonymKey: "a key of at least 16 characters" });
  const running = runTasks(tasks, stopping.signal, log);
  return {
    stop() {
      stopping.abort();
      return running;
    },
  };
}
