import type { Admin, Consumer, ConsumerEachBatchPayload, Kafka, KafkaMessage } from "kafkajs";

const TOPIC = "test.interactions";

type Listener = (event: { payload: unknown }) => void;
type EachBatch = (payload: ConsumerEachBatchPayload) => Promise<void>;

interface Commit {
  partition: number;
  offset: string;
}

/**
 * kafkajs as its consumer looks from outside, driven by hand: a test says which event comes when. What a consumer
 * asked for is kept.
 */
export class FakeKafka {
  readonly topicName = TOPIC;
  readonly commits: Record<number, number>[] = [];
  readonly seeks: { partition: number; offset: number }[] = [];
  readonly paused = new Set<number>();
  /** What each partition's fetch would begin with, as resolved. */
  readonly resolved = new Map<number, number>();
  /** What the group has committed, and the end of each partition. */
  readonly committed = new Map<number, number>();
  readonly ends = new Map<number, number>();
  runConfig: { autoCommit?: boolean; eachBatchAutoResolve?: boolean } = {};
  /** False: as while it is between two runs, when commits are left out silently. */
  running: boolean = true;
  /** Called before each commit and question; throws or waits to be slow or away. */
  beforeCommit: () => void | Promise<void> = () => undefined;
  beforeAsked: () => void | Promise<void> = () => undefined;
  readonly #listeners = new Map<string, Listener>();
  #eachBatch: EachBatch = async () => undefined;

  get kafka(): Kafka {
    return { consumer: () => this.#consumer() } as unknown as Kafka;
  }

  get admin(): Admin {
    return {
      fetchOffsets: async () => {
        await this.beforeAsked();
        const partitions = [...this.committed].map(([partition, offset]) => ({
          partition,
          offset: `${offset}`,
        }));
        return [{ topic: TOPIC, partitions }];
      },
      fetchTopicOffsets: async () => {
        await this.beforeAsked();
        return [...this.ends].map(([partition, high]) => ({ partition, low: "0", high: `${high}` }));
      },
    } as unknown as Admin;
  }

  /** A rebalance gave these partitions. */
  join(...partitions: number[]): void {
    this.#emit("join", { memberAssignment: { [TOPIC]: partitions } });
  }

  crash(error: Error, restart: boolean): void {
    this.#emit("crash", { error, restart });
  }

  /** A fetch of nothing but commit markers and aborted records: kafkajs goes on to `next` by itself. */
  skipped(partition: number, first: number, next: number): void {
    this.#emit("end", { partition, batchSize: 0, firstOffset: `${first}`, lastOffset: `${next - 1}` });
  }

  /**
   * A fetch that began at an offset arrives, with a commit marker at its end or not; resolves when the consumer has
   * looked at it.
   */
  async fetched(partition: number, from: number, count: number, bytes = 1, markers = 0): Promise<void> {
    const messages = Array.from(
      { length: count },
      (_, n) =>
        ({
          key: null,
          value: Buffer.alloc(bytes),
          offset: `${from + n}`,
          timestamp: "0",
          attributes: 0,
        }) as KafkaMessage,
    );
    const last = `${from + count - 1 + markers}`;
    const batch = {
      topic: TOPIC,
      partition,
      fetchedOffset: `${from}`,
      messages,
      firstOffset: () => `${from}`,
      lastOffset: () => last,
    };
    await this.#eachBatch({
      batch,
      resolveOffset: (offset: string) => this.resolved.set(partition, Number(offset) + 1),
      heartbeat: async () => undefined,
      isStale: () => false,
      isRunning: () => true,
      uncommittedOffsets: forbidden("uncommittedOffsets"),
      commitOffsetsIfNecessary: forbidden("commitOffsetsIfNecessary"),
      pause: forbidden("pause"),
    } as unknown as ConsumerEachBatchPayload);
  }

  #emit(event: string, payload: unknown): void {
    this.#listeners.get(event)?.({ payload });
  }

  #consumer(): Consumer {
    const each = (given: { partitions?: number[] }[], act: (partition: number) => void) => {
      for (const partition of given.flatMap(({ partitions }) => partitions ?? [])) act(partition);
    };
    return {
      events: { GROUP_JOIN: "join", CRASH: "crash", COMMIT_OFFSETS: "commit", END_BATCH_PROCESS: "end" },
      on: (event: string, listener: Listener) => this.#listeners.set(event, listener),
      connect: async () => undefined,
      subscribe: async () => undefined,
      run: async ({ eachBatch, ...config }: { eachBatch: EachBatch }) => {
        this.#eachBatch = eachBatch;
        this.runConfig = config;
      },
      pause: (given: { partitions?: number[] }[]) => each(given, (it) => this.paused.add(it)),
      resume: (given: { partitions?: number[] }[]) => each(given, (it) => this.paused.delete(it)),
      seek: ({ partition, offset }: Commit) => this.seeks.push({ partition, offset: Number(offset) }),
      commitOffsets: async (offsets: Commit[]) => {
        await this.beforeCommit();
        if (!this.running) return;
        this.commits.push(
          Object.fromEntries(offsets.map(({ partition, offset }) => [partition, Number(offset)])),
        );
        this.#emit("commit", { topics: [{ topic: TOPIC, partitions: offsets }] });
      },
      disconnect: async () => undefined,
    } as unknown as Consumer;
  }
}

function forbidden(name: string): () => never {
  return () => {
    throw new Error(`${name} is not to be relied upon`);
  };
}
