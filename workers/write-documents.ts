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
      let reason: string | undefined;
      open.forEach((position, item) => {
        const outcome = answers[item];
        if (outcome !== undefined && outcome.status !== "retry") {
          outcomes[position] = outcome;
          return;
        }
        busy.push(position);
        reason ??= outcome?.reason;
      });
      if (busy.length > 0) {
        deps.metrics.retries.inc({ store: "index" });
        noteBusy(deps.log, { events: busy.length, reason, tries: backoff.tries });
      }
      deps.metrics.retriedItems.inc(busy.length);
      open = busy;
    }
    if (open.length > 0) await backoff.pause();
  }
  return outcomes;
}

/** Once when it begins and then now and then: an outage is not a flood of lines. */
const isToldNow = (tries: number) => tries % 10 === 0;

/** The reason names the index: one that refuses for good what should pass would hold its partition up unseen. */
function noteBusy(log: Log, busy: { events: number; reason: string | undefined; tries: number }): void {
  if (isToldNow(busy.tries)) log.warn(busy, "the index is busy; trying again");
}

async function tryWrite({ metrics, log }: Deps, batch: WriteBatch, open: number[], tries: number) {
  try {
    return await batch.write(open);
  } catch (error) {
    if (!(error instanceof IndexUnavailable)) throw error;
    metrics.retries.inc({ store: "index" });
    if (isToldNow(tries)) log.warn({ error: error.message, tries }, "index unavailable; trying again");
    return null;
  }
}
