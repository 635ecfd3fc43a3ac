import { setTimeout as delay } from "node:timers/promises";
import { systemScope } from "../channels/access.ts";
import { type EventIndex, IndexUnavailable } from "../stores/event-index/port.ts";

const LOOK_MS = 20;
const AROUND_MS = 60_000;

/** The first hour's index of a server that has just started takes its time. */
function whileUnavailable(error: unknown): { events: never[] } {
  if (error instanceof IndexUnavailable) return { events: [] };
  throw error;
}

/** Resolves with the milliseconds from `at` until searches find all of these events; throws after `patienceMs`. */
export async function untilSearchable(
  index: EventIndex,
  channel: string,
  { ids, at, patienceMs }: { ids: string[]; at: number; patienceMs: number },
): Promise<number> {
  const query = {
    scope: systemScope([channel]),
    from: at - AROUND_MS,
    to: at + AROUND_MS,
    where: [{ type: "keyword" as const, field: "id" as const, values: ids, not: false }],
  };
  for (;;) {
    const { events } = await index.search(query, { limit: ids.length }).catch(whileUnavailable);
    const elapsed = Date.now() - at;
    if (events.length === ids.length) return elapsed;
    if (elapsed > patienceMs) throw new Error(`Of ${ids.length} events ${events.length} are searchable.`);
    await delay(LOOK_MS);
  }
}
