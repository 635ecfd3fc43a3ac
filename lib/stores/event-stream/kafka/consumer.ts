import type { Admin, Batch, Consumer, ConsumerEachBatchPayload, Kafka } from "kafkajs";
import type { DeliveredSpan } from "../contiguous.ts";
import {
  type ReadLimits,
  type StreamBatch,
  type StreamConsumer,
  type StreamRecord,
  StreamUnavailable,
  type Topic,
} from "../port.ts";
import { Signal } from "../signal.ts";
import { HandOver, Held, type Taken } from "./buffer.ts";
import { asStreamError, kafkaCall } from "./errors.ts";
import { toRecord } from "./records.ts";

const BUFFER_BYTES = 4 * 1024 * 1024;
const HEARTBEAT_MS = 2_000;
const STALL_CHECK_MS = 10_000;
/** kafkajs may stop silently: behind, nothing moving, and nothing waiting for the caller for this long. */
const STALLED_AFTER_MS = 60_000;

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

/** kafkajs 2.2 has it, its types do not: the offset that the fetch asked for. */
type FetchedBatch = Batch & { fetchedOffset?: string };

/**
 * A pull consumer over kafkajs, which pushes. Every rebalance begins a new generation: what was delivered before and
 * is not acknowledged is void, since kafkajs then fetches again from the committed offsets.
 */
export class KafkaConsumer implements StreamConsumer {
  readonly #options: KafkaConsumerOptions;
  readonly #consumer: Consumer;
  readonly #buffer = new HandOver(BUFFER_BYTES);
  readonly #arrived = new Signal();
  readonly #held = new Map<number, Held>();
  #generation = 0;
  #assigned: number[] = [];
  #committed: Promise<ReadonlyMap<number, number>> | null = null;
  #moved = performance.now();
  #watchdog: NodeJS.Timeout | null = null;
  #failure: unknown = null;
  #closed: boolean = false;

  constructor(options: KafkaConsumerOptions) {
    this.#options = options;
    this.#consumer = options.kafka.consumer({
      groupId: options.groupId,
      sessionTimeout: 10_000,
      rebalanceTimeout: 20_000,
      heartbeatInterval: HEARTBEAT_MS,
      maxWaitTimeInMs: 150,
      minBytes: 1,
      maxBytesPerPartition: 512 * 1024,
      allowAutoTopicCreation: false,
    });
  }

  /** Joins the group and begins to read; a new group at the oldest record. */
  async join(): Promise<void> {
    const { GROUP_JOIN, CRASH, END_BATCH_PROCESS } = this.#consumer.events;
    this.#consumer.on(GROUP_JOIN, ({ payload }) =>
      this.#begin(payload.memberAssignment[this.#options.topicName] ?? []),
    );
    this.#consumer.on(CRASH, ({ payload }) => {
      if (!payload.restart) this.#fail(payload.error);
    });
    this.#consumer.on(END_BATCH_PROCESS, ({ payload }) => {
      // Nothing but control records: kafkajs went on without asking.
      const held = this.#held.get(payload.partition);
      if (payload.batchSize === 0 && held) held.position = Number(payload.lastOffset) + 1;
    });
    await kafkaCall(async () => {
      await this.#consumer.connect();
      await this.#consumer.subscribe({ topics: [this.#options.topicName], fromBeginning: true });
      await this.#consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        // As many as there are partitions: each waits for room by itself, and no fetched batch waits in a queue.
        partitionsConsumedConcurrently: this.#options.partitions,
        eachBatch: (payload) => this.#receive(payload),
      });
    });
    if (this.#failure !== null) throw asStreamError(this.#failure);
    this.#watchdog = setInterval(() => void this.#checkStall().catch(() => undefined), STALL_CHECK_MS);
  }

  async next(limits: ReadLimits): Promise<StreamBatch | null> {
    const deadline = performance.now() + limits.waitMs;
    for (;;) {
      if (this.#failure !== null) throw this.#failure;
      if (this.#closed) return null;
      const taken = this.#buffer.take(limits);
      if (taken.length > 0) return this.#deliver(taken);
      const left = deadline - performance.now();
      if (left <= 0) return null;
      await this.#arrived.wait(left);
    }
  }

  /** Whether everything before these offsets was delivered. */
  reached(ends: Map<number, number>): boolean {
    if (!this.#buffer.empty) return false;
    return [...ends].every(([partition, end]) => (this.#held.get(partition)?.position ?? 0) >= end);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#watchdog !== null) clearInterval(this.#watchdog);
    this.#buffer.clear();
    this.#arrived.raise();
    await this.#consumer.disconnect().catch(() => undefined);
  }

  #begin(assigned: number[]): void {
    this.#generation += 1;
    this.#assigned = assigned;
    this.#held.clear();
    this.#committed = null;
    this.#buffer.clear();
    this.#moved = performance.now();
    const { startAt, topicName } = this.#options;
    if (startAt === undefined) return;
    this.#committed = Promise.resolve(startAt);
    for (const partition of assigned)
      this.#consumer.seek({ topic: topicName, partition, offset: `${startAt.get(partition) ?? 0}` });
  }

  #fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error : new Error(String(error));
    this.#arrived.raise();
  }

  async #receive({ batch, resolveOffset, heartbeat }: ConsumerEachBatchPayload): Promise<void> {
    const generation = this.#generation;
    const held = await this.#heldFor(batch);
    while (this.#buffer.full && !this.#closed && generation === this.#generation) {
      await this.#buffer.room(HEARTBEAT_MS / 2);
      await heartbeat();
    }
    if (held === null || this.#closed || generation !== this.#generation) return;
    const last = batch.messages.at(-1);
    if (last === undefined) return;
    this.#buffer.put(held, batch.messages);
    held.position = Number(batch.lastOffset()) + 1;
    resolveOffset(last.offset);
    this.#moved = performance.now();
    this.#arrived.raise();
    await heartbeat();
  }

  /**
   * The partition if this batch continues it, else null: a fetch that was under way during a rebalance may begin
   * beyond the committed offset, and reading on from it would skip records.
   */
  async #heldFor(batch: FetchedBatch): Promise<Held | null> {
    const generation = this.#generation;
    const fetched = Number(batch.fetchedOffset ?? batch.firstOffset());
    let held = this.#held.get(batch.partition);
    if (held === undefined) {
      const committed = (await this.#committedOffsets()).get(batch.partition) ?? 0;
      if (generation !== this.#generation) return null;
      held = this.#held.get(batch.partition) ?? new Held(batch.partition, generation, Math.max(0, committed));
      this.#held.set(batch.partition, held);
    }
    if (fetched === held.position) return held;
    // What was forgotten before it was read cannot be read: then, and only then, is a jump right.
    const offsets = await kafkaCall(() => this.#options.admin.fetchTopicOffsets(this.#options.topicName));
    const oldest = Number(offsets.find(({ partition }) => partition === batch.partition)?.low ?? 0);
    if (generation !== this.#generation) return null;
    held.position = Math.max(held.position, oldest);
    if (fetched === held.position) return held;
    const { topicName } = this.#options;
    this.#consumer.seek({ topic: topicName, partition: batch.partition, offset: `${held.position}` });
    return null;
  }

  /** Per partition, what the group has committed; -1 for nothing. Asked once per generation. */
  #committedOffsets(): Promise<ReadonlyMap<number, number>> {
    const { admin, groupId, topicName } = this.#options;
    this.#committed ??= kafkaCall(async () => {
      const [found] = await admin.fetchOffsets({ groupId, topics: [topicName] });
      return new Map(found?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
    });
    return this.#committed;
  }

  #deliver(taken: Taken[]): StreamBatch {
    const { topic } = this.#options;
    const records: StreamRecord[] = [];
    const delivered: { held: Held; span: DeliveredSpan }[] = [];
    for (const { held, messages } of taken) {
      for (const message of messages) records.push(toRecord(topic, held.partition, message));
      delivered.push({ held, span: held.prefix.deliver(Number(messages.at(-1)?.offset) + 1) });
    }
    return { records, acknowledge: () => this.#acknowledge(delivered) };
  }

  async #acknowledge(delivered: { held: Held; span: DeliveredSpan }[]): Promise<void> {
    const current = delivered.filter(({ held }) => held.generation === this.#generation && !this.#closed);
    const offsets = new Map<number, number>();
    for (const { held, span } of current) {
      const committable = held.prefix.acknowledge(span);
      if (committable !== null) offsets.set(held.partition, committable);
    }
    this.#moved = performance.now();
    if (offsets.size > 0) {
      const topic = this.#options.topicName;
      await kafkaCall(() =>
        this.#consumer.commitOffsets(
          [...offsets].map(([partition, offset]) => ({ topic, partition, offset: `${offset}` })),
        ),
      );
    }
    if (current.length < delivered.length)
      throw new StreamUnavailable(
        "The partition is no longer this consumer's: its records are delivered again",
      );
  }

  async #checkStall(): Promise<void> {
    const waitsForCaller =
      !this.#buffer.empty || [...this.#held.values()].some(({ prefix }) => !prefix.settled);
    if (waitsForCaller || performance.now() - this.#moved < STALLED_AFTER_MS) return;
    const ends = await this.#options.admin.fetchTopicOffsets(this.#options.topicName);
    const committed = await this.#committedOffsets();
    const behind = ends.some(({ partition, high, low }) => {
      const known = this.#held.get(partition)?.position ?? committed.get(partition) ?? 0;
      return this.#assigned.includes(partition) && Math.max(known, Number(low)) < Number(high);
    });
    if (behind)
      this.#fail(
        new Error(`Kafka's client stopped reading ${this.#options.topicName} although there is more`),
      );
  }
}
