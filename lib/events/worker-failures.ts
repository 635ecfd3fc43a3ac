import { systemScope } from "../channels/access.ts";
import type { EventIndexReader } from "../stores/event-index/port.ts";
import { OTHER_CHANNELS } from "./verdict.ts";
import { NETWORK_FAILURES } from "./worker-reach.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** After this time an hour hardly gets any more events, and what it told is kept. */
const SETTLED_AFTER = 10 * MINUTE;
const HOURS_KEPT = 800;
const HOURS_AT_ONCE = 6;
const MOST_WORKERS = 200;
/** Fewer failures in a minute cannot be on half of five other Channels. */
const FEWEST = Math.ceil(OTHER_CHANNELS / 2);

/** Failures on the way per worker and minute, over all Channels; only minutes with enough to matter. */
type WorkerFailures = Map<string, Map<number, number>>;

/** Settled hours, kept per index: every Channel's verdicts ask for the same ones. */
const settled = new WeakMap<EventIndexReader, Map<number, Promise<WorkerFailures>>>();

async function readHour(index: EventIndexReader, hour: number): Promise<WorkerFailures> {
  const groups = await index.groups(
    { scope: systemScope(), where: NETWORK_FAILURES, from: hour, to: hour + HOUR },
    { by: "worker", limit: MOST_WORKERS, bucketMs: MINUTE, percentiles: false },
  );
  return new Map(
    groups.map(({ key, buckets }) => [
      key,
      new Map(
        buckets.filter((bucket) => bucket.requests >= FEWEST).map((bucket) => [bucket.at, bucket.requests]),
      ),
    ]),
  );
}

function failuresOfHour(index: EventIndexReader, hour: number, now: number): Promise<WorkerFailures> {
  if (hour + HOUR + SETTLED_AFTER > now) return readHour(index, hour);
  const kept = settled.get(index) ?? new Map<number, Promise<WorkerFailures>>();
  settled.set(index, kept);
  const known = kept.get(hour);
  if (known !== undefined) return known;
  const reading = readHour(index, hour);
  kept.set(hour, reading);
  reading.catch(() => kept.delete(hour));
  const oldest = kept.keys().next();
  if (kept.size > HOURS_KEPT && oldest.done !== true) kept.delete(oldest.value);
  return reading;
}

/**
 * How often each worker failed on the way, per minute of these hours, over all Channels together. For the pipeline's
 * own reasoning: nothing of it may be shown.
 */
export async function workerFailures(
  index: EventIndexReader,
  hours: readonly number[],
  now: number,
): Promise<WorkerFailures> {
  const merged: WorkerFailures = new Map();
  for (let start = 0; start < hours.length; start += HOURS_AT_ONCE) {
    const some = hours.slice(start, start + HOURS_AT_ONCE);
    const read = await Promise.all(some.map((hour) => failuresOfHour(index, hour, now)));
    for (const [worker, minutes] of read.flatMap((failures) => [...failures])) {
      merged.set(worker, new Map([...(merged.get(worker) ?? []), ...minutes]));
    }
  }
  return merged;
}
