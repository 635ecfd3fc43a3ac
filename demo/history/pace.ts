import { setTimeout as delay } from "node:timers/promises";
import { INDEX_GROUP } from "#lib/pipeline/progress.ts";
import type { EventStream } from "#lib/stores/event-stream/port.ts";

/** About a second of its work. */
const MOST_AHEAD = 20_000;
const LOOK_EVERY_MS = 100;
/** Without a worker, or with one that stands still, the history is told all the same. */
const PATIENCE_MS = 3_000;

/** Waits until the worker has nearly caught up, so that live events do not wait behind a week of history. */
export async function keepPace(stream: Pick<EventStream, "lag">): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const behind = (await stream.lag("api-requests", INDEX_GROUP)).reduce((sum, { lag }) => sum + lag, 0);
    if (behind < MOST_AHEAD) return;
    await delay(LOOK_EVERY_MS);
  }
}
