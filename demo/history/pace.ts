import { setTimeout as delay } from "node:timers/promises";
import { INDEX_GROUP, INDEX_TOPIC } from "#lib/pipeline/progress.ts";
import type { EventStream } from "#lib/stores/event-stream/port.ts";

/** A second of a slow index's work, a quarter of a fast one's: what a live event may find before it. */
const MOST_AHEAD = 2_500;
const LOOK_EVERY_MS = 50;
/** Without a worker, or with one that stands still this long, the history is told all the same. */
const PATIENCE_MS = 5_000;

/** Waits until the worker has nearly caught up, so that live events do not wait behind a week of history. */
export async function keepPace(stream: Pick<EventStream, "lag">, patienceMs = PATIENCE_MS): Promise<void> {
  let least = Number.POSITIVE_INFINITY;
  let moved = performance.now();
  while (performance.now() - moved < patienceMs) {
    const behind = (await stream.lag(INDEX_TOPIC, INDEX_GROUP)).reduce((sum, { lag }) => sum + lag, 0);
    if (behind < MOST_AHEAD) return;
    if (behind < least) {
      least = behind;
      moved = performance.now();
    }
    await delay(LOOK_EVERY_MS);
  }
}
