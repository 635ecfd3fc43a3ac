import { type AcceptSettings, acceptEvent } from "#lib/events/accept.ts";
import { type BatchLimits, BatchPolicy } from "#lib/events/batch-policy.ts";
import { type DeadLetter, toDeadLetter } from "#lib/events/dead-letter.ts";
import { INDEX_GROUP, INDEX_TOPIC } from "#lib/pipeline/progress.ts";
import type { Watermarks } from "#lib/pipeline/watermark.ts";
import type { EventIndexWriter, WriteBatch } from "#lib/stores/event-index/port.ts";
import {
  type EventStream,
  type StreamBatch,
  type StreamConsumer,
  type StreamRecord,
  StreamUnavailable,
} from "#lib/stores/event-stream/port.ts";
import { appendDeadLetters } from "./append-dead-letters.ts";
import { Abandoned, Backoff, STORE_BACKOFF } from "./backoff.ts";
import type { ChannelSightings } from "./channel-sightings.ts";
import type { WorkerDeps } from "./deps.ts";
import { ChannelMinutes, type MarkBook } from "./rollup-marks.ts";
import { writeDocuments } from "./write-documents.ts";

/** Age keeps an event's way to the screen short; count and bytes keep memory bounded. */
const LIMITS: BatchLimits = {
  maxCount: 2_000,
  maxBytes: 2 * 1_048_576,
  maxAgeMs: 100,
};
/** Batches being written while the next is read: enough to keep the index at work while one answer comes back. */
const MAX_IN_FLIGHT = 4;
const IDLE_WAIT_MS = 1_000;

interface Deps extends Omit<WorkerDeps, "rollups"> {
  accept: AcceptSettings;
  watermarks: Watermarks;
  sightings: ChannelSightings;
  marks: Pick<MarkBook, "written">;
}

/** Records on their way into the index, from one or several reads. */
interface Group {
  sources: StreamBatch[];
  /** The last record of each partition, and when it was read. */
  last: Map<number, { record: StreamRecord; readAt: number }>;
  batch: WriteBatch;
  /** Where each document of the batch comes from. */
  records: StreamRecord[];
  minutes: ChannelMinutes;
  deadLetters: DeadLetter[];
  bytes: number;
}

const emptyGroup = (index: Pick<EventIndexWriter, "batch">): Group => ({
  sources: [],
  last: new Map(),
  batch: index.batch(),
  records: [],
  minutes: new ChannelMinutes(),
  deadLetters: [],
  bytes: 0,
});

function addToGroup(deps: Deps, group: Group, source: StreamBatch): number {
  const now = deps.clock.now();
  let bytes = 0;
  group.sources.push(source);
  for (const record of source.records) {
    bytes += record.value?.length ?? 0;
    group.last.set(record.partition, { record, readAt: now });
    const accepted = acceptEvent(record.value, record, now, deps.accept, record.appendedAt);
    if ("rejected" in accepted) {
      group.deadLetters.push(toDeadLetter(record, accepted.rejected, now, deps.accept.pseudonymize));
      continue;
    }
    if (accepted.droppedFields > 0) deps.metrics.droppedFields.inc(accepted.droppedFields);
    deps.sightings.saw(accepted.ok.channel, now);
    group.minutes.add(accepted.ok);
    group.batch.add(accepted.ok);
    group.records.push(record);
  }
  deps.metrics.read.inc(source.records.length);
  group.bytes += bytes;
  return bytes;
}

/** Writes a group: after this, each of its records is in the index or among the group's dead letters. */
async function write(deps: Deps, group: Group, signal: AbortSignal): Promise<void> {
  const started = performance.now();
  const count = group.records.length;
  const outcomes = await writeDocuments(deps, group.batch, count, signal);
  let created = 0;
  let duplicates = 0;
  outcomes.forEach((outcome, position) => {
    const record = group.records[position];
    if (outcome.status === "created") created += 1;
    else if (outcome.status === "duplicate") duplicates += 1;
    else if (record !== undefined) {
      const rejection = { reason: "refused_by_index" as const, detail: outcome.reason.slice(0, 256) };
      group.deadLetters.push(toDeadLetter(record, rejection, deps.clock.now(), deps.accept.pseudonymize));
    }
  });
  deps.metrics.indexed.inc(created);
  deps.metrics.duplicates.inc(duplicates);
  if (count === 0) return;
  deps.metrics.batchEvents.observe(count);
  deps.metrics.batchBytes.observe(group.bytes);
  deps.metrics.writeSeconds.observe((performance.now() - started) / 1_000);
}

/** The rest of a group's way, in the order in which groups were read: dead letters, marks, watermark, acknowledgement. */
async function finish(deps: Deps, group: Group, signal: AbortSignal): Promise<void> {
  await appendDeadLetters(deps, group.deadLetters, signal);
  await deps.marks.written(group.minutes, signal);
  const now = deps.clock.now();
  for (const { records } of group.sources) deps.metrics.searchable.written(records, now);
  for (const { record, readAt } of group.last.values()) {
    deps.watermarks.handled(record.partition, record.offset, record.appendedAt, readAt);
  }
  for (const source of group.sources) {
    try {
      await source.acknowledge();
    } catch (error) {
      // Another worker has the partition now and gets these records again: the index knows them by their ids.
      deps.log.warn({ error: String(error) }, "acknowledgement refused; the records will be delivered again");
    }
  }
}

/** Reads until the signal, keeping at most `MAX_IN_FLIGHT` groups on their way. */
async function consume(deps: Deps, consumer: StreamConsumer, signal: AbortSignal): Promise<void> {
  const policy = new BatchPolicy(LIMITS);
  const failed = new AbortController();
  const inFlight = new Set<Promise<void>>();
  let group = emptyGroup(deps.index);
  let previous = Promise.resolve();

  const flush = () => {
    const flushed = group;
    group = emptyGroup(deps.index);
    policy.reset();
    const written = write(deps, flushed, signal);
    const before = previous;
    previous = Promise.all([before, written]).then(() => finish(deps, flushed, signal));
    const tracked = previous
      .catch((error: unknown) => failed.abort(error))
      .finally(() => inFlight.delete(tracked));
    inFlight.add(tracked);
  };

  try {
    while (!signal.aborted && !failed.signal.aborted) {
      if (inFlight.size >= MAX_IN_FLIGHT) {
        await Promise.race(inFlight);
        continue;
      }
      const { count, bytes } = policy.room;
      const waitMs = policy.remainingMs(deps.clock.now()) ?? IDLE_WAIT_MS;
      const batch = await consumer.next({ maxRecords: count, maxBytes: bytes, waitMs });
      const now = deps.clock.now();
      if (batch !== null) policy.add(batch.records.length, addToGroup(deps, group, batch), now);
      if (policy.isDue(now)) flush();
    }
    if (group.sources.length > 0 && !failed.signal.aborted) flush();
  } finally {
    await Promise.all(inFlight);
  }
  if (failed.signal.aborted) throw failed.signal.reason;
}

/**
 * Moves events from the stream into the index until the signal, then drains: what was read is written and
 * acknowledged. An unavailable stream or index is waited out; any other failure rejects, and a new process must take
 * over from the last acknowledgement.
 */
export async function indexEvents(deps: Deps, stream: EventStream, signal: AbortSignal): Promise<void> {
  let backoff = new Backoff(STORE_BACKOFF, signal);
  while (!signal.aborted) {
    let consumer: StreamConsumer | undefined;
    try {
      consumer = await stream.consume(INDEX_TOPIC, INDEX_GROUP);
      backoff = new Backoff(STORE_BACKOFF, signal);
      await consume(deps, consumer, signal);
    } catch (error) {
      if (error instanceof Abandoned) return;
      if (!(error instanceof StreamUnavailable)) throw error;
      deps.metrics.retries.inc({ store: "stream" });
      deps.log.warn({ error: error.message }, "stream unavailable; trying again");
      await backoff.pause().catch(() => undefined);
    } finally {
      await consumer?.close().catch((error: unknown) => {
        deps.log.warn({ error: String(error) }, "the consumer did not close cleanly");
      });
    }
  }
}
