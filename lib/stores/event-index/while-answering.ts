import { setTimeout as delay } from "node:timers/promises";
import { systemScope } from "../../channels/access.ts";
import type { Clock } from "../../clock.ts";
import { type EventIndexReader, IndexUnavailable } from "./port.ts";

/** Whoever waits so long asks whether the store is there at all; it gets as long to say so. */
const PATIENCE_MS = 3_000;

/** A range before there were events: it costs a store nothing but the answer. */
const NOTHING = { scope: systemScope(), from: 0, to: 1, where: [] };

/**
 * An index whose readers learn within ten seconds that the store stands still: a machine that hangs keeps connections
 * open and says nothing. A question that takes long is waited for as long as the store answers others.
 */
export function whileAnswering(
  index: EventIndexReader,
  clock: Clock,
  patienceMs: number = PATIENCE_MS,
): EventIndexReader {
  let answeredAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<boolean> | null = null;

  async function ask(): Promise<boolean> {
    const stop = new AbortController();
    const answers = index.search(NOTHING, { limit: 1 }).then(
      () => true,
      () => true, // a refusal is an answer, and the one who waits gets his own
    );
    const silent = delay(patienceMs, false, { signal: stop.signal });
    const alive = await Promise.race([answers, silent]);
    stop.abort();
    silent.catch(() => undefined);
    if (alive) answeredAt = clock.now();
    return alive;
  }

  function isThere(): Promise<boolean> | boolean {
    if (clock.now() - answeredAt < patienceMs) return true;
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  }

  async function silence(signal: AbortSignal): Promise<never> {
    do await delay(patienceMs, undefined, { signal });
    while (await isThere());
    throw new IndexUnavailable("The event index does not answer: it keeps the connection and says nothing.");
  }

  async function watched<T>(answer: Promise<T>): Promise<T> {
    const done = new AbortController();
    const silent = silence(done.signal);
    silent.catch(() => undefined);
    try {
      const found = await Promise.race([answer, silent]);
      answeredAt = clock.now();
      return found;
    } finally {
      done.abort();
    }
  }

  return {
    search: (query, page) => watched(index.search(query, page)),
    health: (query, options) => watched(index.health(query, options)),
    groups: (query, options) => watched(index.groups(query, options)),
    signatures: (query, options) => watched(index.signatures(query, options)),
    facets: (query, fields, limit) => watched(index.facets(query, fields, limit)),
  };
}
