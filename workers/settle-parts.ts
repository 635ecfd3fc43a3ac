import type { Database } from "#lib/database/client.ts";
import { exclusively } from "#lib/database/exclusively.ts";
import { QuietParts } from "#lib/pipeline/quiet-parts.ts";
import type { WorkerDeps } from "./deps.ts";

type Deps = Pick<WorkerDeps, "index" | "clock" | "log"> & { database: Database };

/**
 * Returns a round of housekeeping: settles parts of the index that nobody writes to any more, one by one, until the
 * store has enough to do. Of several workers one does so at a time; the others try again at their next round.
 */
export function settlingRound({ index, clock, log, database }: Deps): (signal: AbortSignal) => Promise<void> {
  const quiet = new QuietParts();
  return async (signal) => {
    for (const part of quiet.due(await index.parts(), clock.now())) {
      if (signal.aborted) return;
      let begun = false;
      await exclusively(database, "settling", async () => {
        begun = await index.settle(part);
      });
      if (!begun) return;
      log.info({ from: new Date(part.from).toISOString() }, "settling a part of the index");
    }
  };
}
