import type { EventDocument } from "../../lib/events/document.ts";
import type { EventIndexWriter } from "../../lib/stores/event-index/port.ts";

const BATCH = 5_000;
const WRITERS = 2;
const DAY = 86_400_000;

/**
 * Writes so many events of the day before `end`, in order of time. Answers events per second, the making of them not
 * counted.
 */
export async function writeDay(
  index: EventIndexWriter,
  {
    events,
    end,
    make,
  }: { events: number; end: number; make(place: number, timestamp: number): EventDocument },
): Promise<number> {
  let next = 0;
  let writing = 0;
  const writer = async () => {
    while (next < events) {
      const first = next;
      next += BATCH;
      const size = Math.min(BATCH, events - first);
      const batch = Array.from({ length: size }, (_, item) =>
        make(first + item, end - DAY + Math.floor(((first + item) / events) * DAY)),
      );
      const started = performance.now();
      await index.write(batch);
      writing += performance.now() - started;
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  return (events * WRITERS * 1_000) / writing;
}
