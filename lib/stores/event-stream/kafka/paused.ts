import type { Consumer } from "kafkajs";

/** Partitions that are not fetched until the caller has caught up. */
export class PausedPartitions {
  readonly #consumer: Pick<Consumer, "pause" | "resume">;
  readonly #topic: string;
  readonly #paused = new Set<number>();

  constructor(consumer: Pick<Consumer, "pause" | "resume">, topic: string) {
    this.#consumer = consumer;
    this.#topic = topic;
  }

  /** To be called while a batch of the partition is handed over: kafkajs then has no fetch of it under way. */
  pause(partition: number): void {
    this.#paused.add(partition);
    this.#consumer.pause([{ topic: this.#topic, partitions: [partition] }]);
  }

  /** Fetches all again. kafkajs keeps its pauses over a rebalance, also of partitions that come back much later. */
  resume(): void {
    if (this.#paused.size === 0) return;
    const partitions = [...this.#paused];
    this.#paused.clear();
    try {
      this.#consumer.resume([{ topic: this.#topic, partitions }]);
    } catch {
      // Between a crash and a new start there is no group; it starts without pauses.
    }
  }
}
