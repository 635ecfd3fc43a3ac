import type { Log } from "#lib/log.ts";
import { ArchiveUnavailable } from "#lib/stores/archive/port.ts";
import { Backoff, STORE_BACKOFF } from "../backoff.ts";
import type { WorkerMetrics } from "../metrics.ts";

/** Does something until the archive takes it. Throws `Abandoned` when the worker stops meanwhile. */
export type Retry = <T>(work: () => Promise<T>) => Promise<T>;

/** Waits out an archive that is away, for as long as it takes. */
export function archiveRetry(
  { metrics, log }: { metrics: WorkerMetrics; log: Log },
  signal: AbortSignal,
): Retry {
  return async (work) => {
    const backoff = new Backoff(STORE_BACKOFF, signal);
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof ArchiveUnavailable)) throw error;
        metrics.retries.inc({ store: "archive" });
        if (backoff.tries % 10 === 0) log.warn({ error: error.message }, "archive unavailable; trying again");
        await backoff.pause();
      }
    }
  };
}
