import type { Admin, Consumer, ConsumerEachBatchPayload, ConsumerEndBatchProcessEvent, Kafka } from "kafkajs";
import { Signal } from "../../../signal.ts";
import type { DeliveredSpan } from "../contiguous.ts";
import {
  type ReadLimits,
  type StreamBatch,
  type StreamConsumer,
  type StreamRecord,
  StreamUnavailable,
  type Topic,
} from "../port.ts";
import { Assignment, fetchedFrom } from "./assignment.ts";
import { HandOver, type Held, type Taken } from "./buffer.ts";
import { asStreamError, kafkaCall } from "./errors.ts";
import { PausedPartitions } from "./paused.ts";
import { toRecord } from "./records.ts";
import { Watchdog } from "./watchdog.ts";

/** Twice what a fast reader takes while kafkajs, which looks every 150 ms, notices that it may fetch again. */
const BUFFER_BYTES = 4 * 1024 * 1024;
const CHECK_EVERY_MS = 10_000;

interface KafkaConsumerOptions {
  kafka: Kafka;
  admin: Admin;
  topic: Topic;
  /** The topic's and the group's names on the cluster. */
  topicName: string;
  groupId: string;
  partitions: number;
  /** Where to begin instead of what the group has committed: the first offset per partition. */
  startAt?: ReadonlyMap<number, number>;
}

/** A pull consumer over kafkajs, which pushes. Every rebalance voids what is not acknowledged. */
export class KafkaConsumer implements StreamConsumer {
  readonly #options: KafkaConsumerOptions;
  readonly #consumer: Consumer;
  readonly #paused: PausedPartitions;
  readonly #buffer = new HandOver(BUFFER_BYTES);
  readonly #arrived = new Signal();
  readonly #watchdog = new Watchdog(() => performance.now());
  #assignment: Assignment;
  #commits: Promise<void> = Promise.resolve();
  #checking: NodeJS.Timeout | null = null;
  #failure: unknown = null;
  #closed: boolean = false;

  constructor(options: KafkaConsumerOptions) {
    this.#options = options;
    this.#assignment = new Assignment(options, null);
    this.#consumer = options.kafka.consumer({
      groupId: options.groupId,
      sessionTimeout: 10_000,
      rebalanceTimeout: 20_000,
      heartbeatInterval: 2_000,
      maxWaitTimeInMs: 150,
      minBytes: 1,
      // Compressed: what is unpacked is several times that, and waits as objects.
      maxBytesPerPartition: 256 * 1024,
      allowAutoTopicCreation: false,
    });
    this.#paused = new PausedPartitions(this.#consumer, options.topicName);
  }

  /** Joins the group and begins to read; a new group at the oldest record. */
  async join(): Promise<void> {
    this.#listen();
    await kafkaCall(async () => {
      await this.#consumer.connect();
      await this.#consumer.subscribe({ topics: [this.#options.topicName], fromBeginning: true });
      await this.#consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        // As many as there are partitions: no fetched batch waits in a queue while another is looked at.
        partitionsConsumedConcurrently: this.#options.partitions,
        eachBatch: (payload) => this.#receive(payload),
      });
    });
    if (this.#failure !== null) throw asStreamError(this.#failure);
    this.#checking = setInterval(() => void this.#check(), CHECK_EVERY_MS);
  }

  async next(limits: ReadLimits): Promise<StreamBatch | null> {
    const deadline = performance.now() + limits.waitMs;
    for (;;) {
      if (this.#failure !== null) throw this.#failure;
      if (this.#closed) throw new StreamUnavailable("This consumer is closed.");
      const taken = this.#buffer.take(limits);
      if (this.#buffer.low) this.#paused.resume();
      if (taken.length > 0) return this.#deliver(taken);
      const left = deadline - performance.now();
      if (left <= 0) return null;
      await this.#arrived.wait(left);
    }
  }

  /** Whether everything before these offsets was delivered. */
  reached(ends: ReadonlyMap<number, number>): boolean {
    return this.#buffer.empty && this.#assignment.reached(ends);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#checking !== null) clearInterval(this.#checking);
    this.#buffer.clear();
    this.#arrived.raise();
    await this.#consumer.disconnect().catch(() => undefined);
  }

  #listen(): void {
    const { GROUP_JOIN, CRASH, COMMIT_OFFSETS, END_BATCH_PROCESS } = this.#consumer.events;
    this.#consumer.on(GROUP_JOIN, ({ payload }) =>
      this.#begin(payload.memberAssignment[this.#options.topicName] ?? []),
    );
    this.#consumer.on(CRASH, ({ payload }) => {
      if (payload.restart) this.#begin(null);
      else this.#fail(payload.error);
    });
    this.#consumer.on(COMMIT_OFFSETS, ({ payload }) => {
      for (const { partition, offset } of payload.topics.flatMap(({ partitions }) => partitions))
        this.#assignment.committed(partition, Number(offset));
    });
    this.#consumer.on(END_BATCH_PROCESS, ({ payload }) => {
      // A commit that failed is tried again with the next look; a group that just ended has nothing to seek in.
      if (payload.batchSize === 0) this.#skip(payload).catch(() => undefined);
    });
  }

  /** null: the group is being joined anew, and what it will give is not known yet. */
  #begin(partitions: number[] | null): void {
    this.#paused.resume();
    this.#buffer.clear();
    this.#assignment = new Assignment(this.#options, partitions);
    this.#watchdog.moved();
    const { startAt, topicName: topic } = this.#options;
    for (const partition of startAt === undefined ? [] : (partitions ?? []))
      this.#consumer.seek({ topic, partition, offset: `${startAt?.get(partition) ?? 0}` });
  }

  #fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error : new Error(String(error));
    this.#arrived.raise();
  }

  /** Takes what was fetched, always: waiting here would hold up the broker's other partitions. */
  async #receive({ batch, resolveOffset }: ConsumerEachBatchPayload): Promise<void> {
    const assignment = this.#assignment;
    const held = await assignment.heldFor(batch);
    // kafkajs tells of seeks only, by isStale(): a partition that was taken away is for us to notice.
    if (this.#closed || assignment !== this.#assignment) return;
    const { topic, partition } = batch;
    if (fetchedFrom(batch) !== held.position) {
      // A fetch that was under way during a rebalance: reading on from it would skip records.
      this.#consumer.seek({ topic, partition, offset: `${held.position}` });
      return;
    }
    const last = batch.messages.at(-1);
    if (last === undefined) return;
    this.#buffer.put(held, batch.messages);
    held.position = Number(batch.lastOffset()) + 1;
    resolveOffset(last.offset);
    if (this.#buffer.full) this.#paused.pause(partition);
    this.#watchdog.moved();
    this.#arrived.raise();
  }

  /** kafkajs went on without asking: what it hides, commit markers and aborted records, is nobody's to handle. */
  async #skip(skipped: ConsumerEndBatchProcessEvent["payload"]): Promise<void> {
    const assignment = this.#assignment;
    const { topicName: topic, startAt } = this.#options;
    const { partition } = skipped;
    if (!assignment.owns(partition)) return;
    // Compaction may have left nothing at all: then there is no first.
    const first = Number(skipped.firstOffset ?? skipped.lastOffset);
    const held = await assignment.held(partition).catch(() => null);
    if (this.#closed || assignment !== this.#assignment) return;
    if (held === null || !assignment.skip(held, first, Number(skipped.lastOffset) + 1)) {
      // Where the group stands is asked again, if it could not be, with the same stretch.
      this.#consumer.seek({ topic, partition, offset: `${held?.position ?? first}` });
      return;
    }
    this.#watchdog.moved();
    if (startAt !== undefined || !this.#isDone(held)) return;
    assignment.handled(partition, held.position);
    await this.#commit(assignment);
  }

  /** Whether all that was fetched of a partition is handled. */
  #isDone(held: Held): boolean {
    return held.prefix.settled && !this.#buffer.holds(held);
  }

  #deliver(taken: Taken[]): StreamBatch {
    const { topic } = this.#options;
    const assignment = this.#assignment;
    const records: StreamRecord[] = [];
    const delivered: { held: Held; span: DeliveredSpan }[] = [];
    for (const { held, messages } of taken) {
      for (const message of messages) records.push(toRecord(topic, held.partition, message));
      delivered.push({ held, span: held.prefix.deliver(Number(messages.at(-1)?.offset) + 1) });
    }
    const acknowledge = async () => {
      for (const { held, span } of delivered) {
        const committable = held.prefix.acknowledge(span);
        if (committable === null) continue;
        // With what kafkajs hides behind the last record, or the group would lag behind for ever.
        assignment.handled(held.partition, this.#isDone(held) ? held.position : committable);
      }
      this.#watchdog.moved();
      await this.#commit(assignment);
    };
    return { records, acknowledge };
  }

  /** One after the other: a late retry of an earlier commit would take a later one back. */
  #commit(assignment: Assignment): Promise<void> {
    const committing = this.#commits.then(() => this.#commitNow(assignment));
    this.#commits = committing.catch(() => undefined);
    return committing;
  }

  async #commitNow(assignment: Assignment): Promise<void> {
    const topic = this.#options.topicName;
    const offsets = assignment.uncommitted();
    const isCurrent = () => assignment === this.#assignment && !this.#closed;
    if (isCurrent() && offsets.length > 0)
      await this.#consumer
        .commitOffsets(offsets.map(([partition, next]) => ({ topic, partition, offset: `${next}` })))
        .catch((cause: unknown) => {
          throw new StreamUnavailable(`Kafka took no commit: ${messageOf(cause)}`, { cause });
        });
    if (!isCurrent())
      throw new StreamUnavailable(
        "The partition is no longer this consumer's: its records are delivered again",
      );
    // While it does not run, kafkajs leaves a commit out and calls it done.
    if (!offsets.every(([partition, next]) => assignment.isCommitted(partition, next)))
      throw new StreamUnavailable("Kafka's client did not commit: it is not running");
  }

  /** Now and then: commits what an outage kept from being committed, and looks whether kafkajs stopped. */
  async #check(): Promise<void> {
    const assignment = this.#assignment;
    await this.#commit(assignment).catch(() => undefined);
    if (!this.#buffer.empty || !assignment.settled) this.#watchdog.moved();
    if (!(await this.#watchdog.stalled(() => assignment.isBehind())) || assignment !== this.#assignment)
      return;
    this.#fail(new Error(`Kafka's client stopped reading ${this.#options.topicName} although there is more`));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
