import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { lastCommit } from "#lib/archive/commit.ts";
import { type ArchivedTopic, rowsOf } from "#lib/archive/topics.ts";
import type { AcceptSettings } from "#lib/events/accept.ts";
import { ARCHIVE_GROUP } from "#lib/pipeline/groups.ts";
import type { Watermarks } from "#lib/pipeline/watermark.ts";
import type { Archive } from "#lib/stores/archive/port.ts";
import { type StreamBatch, type StreamConsumer, StreamUnavailable } from "#lib/stores/event-stream/port.ts";
import { Abandoned, Backoff, STORE_BACKOFF } from "../backoff.ts";
import type { WorkerDeps } from "../deps.ts";
import { Acknowledgements } from "./acknowledgements.ts";
import { commitPartition, Superseded } from "./commit-partition.ts";
import { type ArchiveLimits, OpenPartition } from "./open-partition.ts";
import { archiveRetry, type Retry } from "./retry.ts";

const READ = { maxRecords: 5_000, maxBytes: 4 * 1_048_576, waitMs: 500 };
/** Of a graceful stop, for what is held to become commits; what does not will be delivered again. */
const DRAIN_MS = 6_000;

export interface ArchiveDeps extends Pick<WorkerDeps, "stream" | "clock" | "log" | "metrics"> {
  archive: Archive;
  /** Told after every commit. */
  watermarks: Pick<Watermarks, "handled">;
  accept: AcceptSettings;
  limits: ArchiveLimits;
  /** A folder on this machine. */
  spool: string;
}

/** What one archiver holds of a topic; outlives the consumer that it reads with. */
class TopicArchiver {
  readonly #deps: ArchiveDeps;
  readonly #topic: ArchivedTopic;
  readonly #spool: string;
  readonly #partitions = new Map<number, OpenPartition>();
  readonly #parts: { rows: ReturnType<typeof rowsOf> } & Pick<AcceptSettings, "pseudonymize" | "retentionMs">;
  #acknowledgements = new Acknowledgements();

  constructor(deps: ArchiveDeps, topic: ArchivedTopic, spool: string) {
    this.#deps = deps;
    this.#topic = topic;
    this.#spool = spool;
    const { pseudonymize, retentionMs } = deps.accept;
    this.#parts = { rows: rowsOf(topic, deps.accept), pseudonymize, retentionMs };
  }

  /** Reads until the signal. Throws `StreamUnavailable`, `Superseded`, or `Abandoned` when it has to stop meanwhile. */
  async read(consumer: StreamConsumer, signal: AbortSignal): Promise<void> {
    // What the consumer before was given comes again, with acknowledgements of its own.
    this.#acknowledgements = new Acknowledgements();
    const retry = archiveRetry(this.#deps, signal);
    while (!signal.aborted) {
      const batch = await consumer.next(READ);
      if (batch !== null) await this.#take(batch, retry);
      const now = this.#deps.clock.now();
      await this.#commit(retry, (open) => open.isDue(now, this.#deps.limits));
    }
  }

  /** Makes commits of all that is held. */
  async drain(signal: AbortSignal): Promise<void> {
    await this.#commit(archiveRetry(this.#deps, signal), () => true);
  }

  async forget(partition: number): Promise<void> {
    await this.#partitions.get(partition)?.discard();
    this.#partitions.delete(partition);
  }

  async #take({ records, acknowledge }: StreamBatch, retry: Retry): Promise<void> {
    const ends = new Map<number, number>();
    for (const { partition, offset } of records) ends.set(partition, offset + 1);
    for (const partition of ends.keys())
      if (!this.#partitions.has(partition)) await this.#begin(partition, retry);
    const now = this.#deps.clock.now();
    for (const record of records) this.#partitions.get(record.partition)?.add(record, now);
    this.#deps.metrics.archiveRead.inc({ topic: this.#topic }, records.length);
    this.#acknowledgements.add(acknowledge, ends);
    for (const partition of ends.keys()) await this.#acknowledge(partition);
    await this.#makeRoom();
  }

  async #begin(partition: number, retry: Retry): Promise<void> {
    const { archive, stream } = this.#deps;
    const source = { topic: this.#topic, incarnation: stream.incarnation, partition };
    const start = (await retry(() => lastCommit(archive, source)))?.end ?? null;
    const standing = (await stream.lag(this.#topic, ARCHIVE_GROUP)).find(
      (one) => one.partition === partition,
    );
    if (standing !== undefined && standing.end < (start ?? 0))
      throw new Error(
        `The stream's ${this.#topic} ends at offset ${standing.end} of partition ${partition}, yet the archive has records up to ${start}: was the topic made anew? Give it another ARCHIVE_URL.`,
      );
    this.#partitions.set(partition, new OpenPartition({ source, ...this.#parts, spool: this.#spool }, start));
  }

  /** Row groups are written as they are full; and the largest before, when too much waits in all. */
  async #makeRoom(): Promise<void> {
    const { waitingRows, waitingBytes } = this.#deps.limits;
    const waiting = [...this.#partitions.values()]
      .flatMap(({ files }) => files.map(({ file }) => file))
      .sort((left, right) => right.waiting.bytes - left.waiting.bytes);
    let total = waiting.reduce((sum, file) => sum + file.waiting.bytes, 0);
    for (const file of waiting) {
      const { rows, bytes } = file.waiting;
      if (total < waitingBytes && rows < waitingRows) continue;
      await file.flush();
      total -= bytes;
    }
  }

  async #commit(retry: Retry, isWanted: (open: OpenPartition) => boolean): Promise<void> {
    for (const [partition, open] of this.#partitions) {
      if (open.held === 0 || !isWanted(open)) continue;
      await commitPartition({ ...this.#deps, retry }, open);
      const { appendedAt, readAt } = open.reached;
      this.#deps.watermarks.handled(partition, open.start - 1, appendedAt, readAt);
      await this.#acknowledge(partition);
    }
  }

  async #acknowledge(partition: number): Promise<void> {
    const end = this.#partitions.get(partition)?.start ?? 0;
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
  await mkdir(deps.spool, { recursive: true });
  const spool = await mkdtemp(join(deps.spool, `${topic}-`));
  const archiver = new TopicArchiver(deps, topic, spool);
  const backoff = new Backoff(STORE_BACKOFF, signal);
  try {
    while (!signal.aborted) {
      await readOnce(deps, archiver, topic, signal);
      if (!signal.aborted) await backoff.pause().catch(() => undefined);
    }
  } finally {
    await rm(spool, { recursive: true, force: true });
  }
}
