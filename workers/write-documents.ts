import type { Log } from "#lib/log.ts";
import { IndexUnavailable, type WriteBatch, type WriteOutcome } from "#lib/stores/event-index/port.ts";
import { Backoff, STORE_BACKOFF } from "./backoff.ts";
import type { WorkerMetrics } from "./metrics.ts";

interface Deps {
  metrics: WorkerMetrics;
  log: Log;
}

/** The final outcome of a document: what is only refused for now was tried again until it had one. */
export type FinalOutcome = Exclude<WriteOutcome, { status: "retry" }>;

/**
 * Writes until every document of the batch has a final outcome, trying again only those that were refused for a
 * passing reason. Waits out an unavailable index for as long as it takes; throws `Abandoned` when the worker stops
 * meanwhile.
 */
export async function writeDocuments(
  deps: Deps,
  batch: WriteBatch,
  count: number,
  signal: AbortSignal,
): Promise<FinalOutcome[]> {
  const outcomes = new Array<FinalOutcome>(count);
  const backoff = new Backoff(STORE_BACKOFF, signal);
  let open = Array.from({ length: count }, (_, position) => position);

  while (open.length > 0) {
    const answers = await tryWrite(deps, batch, open, backoff.tries);
    if (answers !== null) {
      if (answers.length !== open.length)
        throw new Error("The index answered for other documents than asked");
      const busy: number[] = [];
      open.forEach((position, item) => {
        const outcome = answers[item];
        if (outcome === undefined || outcome.status === "retry") busy.push(position);
        else outcomes[position] = outcome;
      });
      if (busy.length > 0) deps.metrics.retries.inc({ store: "index" });
      deps.metrics.retriedItems.inc(busy.length);
      open = busy;
    }
    if (open.length > 0) await backoff.pause();
  }
  return outcomes;
}

async function tryWrite({ metrics, log }: Deps, batch: WriteBatch, open: number[], tries: number) {
  try {
    return await batch.write(open);
  } catch (error) {
    if (!(error instanceof IndexUnavailable)) throw error;
    metrics.retries.inc({ store: "index" });
    // Once when it goes away and then now and then: an outage is not a flood of lines.
    if (tries % 10 === 0) log.warn({ error: error.message, tries }, "index unavailable; trying again");
    return null;
  }
}
