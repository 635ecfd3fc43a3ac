import { lastCommit } from "#lib/archive/commit.ts";
import type { Source } from "#lib/archive/names.ts";
import type { ArchivedTopic } from "#lib/archive/topics.ts";
import { ARCHIVE_GROUP } from "#lib/pipeline/groups.ts";
import type { Watermarks } from "#lib/pipeline/watermark.ts";
import type { Archive } from "#lib/stores/archive/port.ts";
import { type StreamBatch, type StreamConsumer, StreamUnavailable } from "#lib/stores/event-stream/port.ts";
import { Abandoned, Backoff, STORE_BACKOFF } from "../backoff.ts";
import type { WorkerDeps } from "../deps.ts";
import { Acknowledgements } from "./acknowledgements.ts";
import { commitPartition, Superseded } from "./commit-partition.ts";
import type { Holder } from "./holder.ts";
import { archiveRetry, type Retry } from "./retry.ts";

const READ = { maxRecords: 2_000, maxBytes: 4 * 1_048_576, waitMs: 500 };
/** Batches that wait to be judged, or are, while the next is read: Kafka's are of one partition, and so of one thread. */
const MOST_UNDER_WAY = 3;
/** How often it is looked at what is due, under load. */
const LOOK_MS = 500;
/** Of a graceful stop, for what is held to become commits; what does not will be delivered again. */
const DRAIN_MS = 6_000;

export interface ArchiveDeps extends Pick<WorkerDeps, "stream" | "clock" | "log" | "metrics"> {
  archive: Archive;
  /** Told after every commit. */
  watermarks: Pick<Watermarks, "handled">;
  holder: Holder;
}

/** What one archiver reads of a topic; outlives the consumer that it reads with. */
class TopicArchiver {
  readonly #deps: ArchiveDeps;
  readonly #topic: ArchivedTopic;
  /** Where the last commit of each partition that was begun ended. */
  readonly #ends = new Map<number, number>();
  #acknowledgements = new Acknowledgements();
  /** Batches that may be under way while another is read; 0: a commit comes first. */
  #ahead = MOST_UNDER_WAY;

  constructor(deps: ArchiveDeps, topic: ArchivedTopic) {
    this.#deps = deps;
    this.#topic = topic;
  }

  /** Reads until the signal. Throws `StreamUnavailable`, `Superseded`, or `Abandoned` when it has to stop meanwhile. */
  async read(consumer: StreamConsumer, signal: AbortSignal): Promise<void> {
    // What the consumer before was given comes again, with acknowledgements of its own.
    this.#acknowledgements = new Acknowledgements();
    const retry = archiveRetry(this.#deps, signal);
    const underWay: Promise<void>[] = [];
    let looked = 0;
    try {
      while (!signal.aborted) {
        const batch = await consumer.next(READ);
        if (batch !== null) {
          await this.#begin(batch, retry);
          const taking = this.#take(batch);
          taking.catch(() => undefined);
          underWay.push(taking);
        }
        if (underWay.length > this.#ahead) await underWay.shift();
        const now = this.#deps.clock.now();
        if (batch !== null && now - looked < LOOK_MS && this.#ahead > 0) continue;
        looked = now;
        // A commit says that it has everything up to its end: after a batch that failed there must be none.
        await Promise.all(underWay.splice(0));
        await this.#commit(retry, await this.#deps.holder.due(now));
      }
    } finally {
      await Promise.all(underWay);
    }
  }

  /** Makes commits of all that is held. */
  async drain(signal: AbortSignal): Promise<void> {
    await this.#commit(archiveRetry(this.#deps, signal), await this.#deps.holder.due(null));
  }

  async forget(partition: number): Promise<void> {
    await this.#deps.holder.forget(partition);
    this.#ends.delete(partition);
  }

  async #begin({ records }: StreamBatch, retry: Retry): Promise<void> {
    for (const partition of new Set(records.map((record) => record.partition)))
      if (!this.#ends.has(partition)) await this.#beginPartition(partition, retry);
  }

  async #take({ records, acknowledge }: StreamBatch): Promise<void> {
    const ends = new Map<number, number>();
    for (const { partition, offset } of records) ends.set(partition, offset + 1);
    const isCrowded = await this.#deps.holder.take(records, this.#deps.clock.now());
    this.#ahead = isCrowded ? 0 : Math.min(MOST_UNDER_WAY, this.#ahead + 1);
    this.#deps.metrics.archiveRead.inc({ topic: this.#topic }, records.length);
    this.#acknowledgements.add(acknowledge, ends);
    for (const partition of ends.keys()) await this.#acknowledge(partition);
  }

  #source(partition: number): Source {
    return { topic: this.#topic, incarnation: this.#deps.stream.incarnation, partition };
  }

  async #beginPartition(partition: number, retry: Retry): Promise<void> {
    const { archive, stream } = this.#deps;
    const start = (await retry(() => lastCommit(archive, this.#source(partition))))?.end ?? null;
    const standing = (await stream.lag(this.#topic, ARCHIVE_GROUP)).find(
      (one) => one.partition === partition,
    );
    if (standing !== undefined && standing.end < (start ?? 0))
      throw new Error(
        `The stream's ${this.#topic} ends at offset ${standing.end} of partition ${partition}, yet the archive has records up to ${start}: was the topic made anew? Give it another ARCHIVE_URL.`,
      );
    await this.#deps.holder.begin(partition, start);
    this.#ends.set(partition, start ?? 0);
  }

  async #commit(retry: Retry, partitions: readonly number[]): Promise<void> {
    for (const partition of partitions) {
      const finished = await this.#deps.holder.finish(partition);
      await commitPartition({ ...this.#deps, retry }, this.#source(partition), finished);
      await this.#deps.holder.committed(partition);
      this.#ends.set(partition, finished.end);
      const { appendedAt, readAt } = finished.reached;
      this.#deps.watermarks.handled(partition, finished.end - 1, appendedAt, readAt);
      await this.#acknowledge(partition);
    }
  }

  async #acknowledge(partition: number): Promise<void> {
    const end = this.#ends.get(partition) ?? 0;
    const covered = this.#acknowledgements.covered(partition, end);
    const outcomes = await Promise.allSettled(covered.map((acknowledge) => acknowledge()));
    const refused = outcomes.find((outcome) => outcome.status === "rejected");
    if (refused !== undefined)
      this.#deps.log.warn(
        { error: String(refused.reason) },
        "acknowledgement refused; records will come again",
      );
  }
}

/** Resolves when the consumer, or the archiver's hold on a partition, has to begin anew; false: the worker stops. */
async function readOnce(
  deps: ArchiveDeps,
  archiver: TopicArchiver,
  topic: ArchivedTopic,
  signal: AbortSignal,
) {
  let consumer: StreamConsumer | undefined;
  try {
    consumer = await deps.stream.consume(topic, ARCHIVE_GROUP);
    await archiver.read(consumer, signal);
    await archiver.drain(AbortSignal.timeout(DRAIN_MS));
  } catch (error) {
    if (error instanceof Abandoned) return;
    if (error instanceof Superseded) await archiver.forget(error.partition);
    else if (!(error instanceof StreamUnavailable)) throw error;
    deps.log.warn({ topic, error: error.message }, "beginning anew");
  } finally {
    await consumer?.close().catch((error: unknown) => {
      deps.log.warn({ error: String(error) }, "the consumer did not close cleanly");
    });
  }
}

/**
 * Copies a topic to the archive until the signal, then makes commits of what is held. An unavailable stream or archive is
 * waited out; any other failure rejects, and a new process goes on from the last acknowledgement.
 */
export async function archiveTopic(
  deps: ArchiveDeps,
  topic: ArchivedTopic,
  signal: AbortSignal,
): Promise<void> {
  const archiver = new TopicArchiver(deps, topic);
  const backoff = new Backoff(STORE_BACKOFF, signal);
  while (!signal.aborted) {
    await readOnce(deps, archiver, topic, signal);
    if (!signal.aborted) await backoff.pause().catch(() => undefined);
  }
}
