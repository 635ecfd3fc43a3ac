import type { Admin, Batch } from "kafkajs";
import { Held } from "./buffer.ts";
import { kafkaCall } from "./errors.ts";

/** kafkajs 2.2 has it, its types do not: the offset that the fetch asked for. */
type FetchedBatch = Batch & { fetchedOffset?: string };
type Offsets = ReadonlyMap<number, number>;

interface Source {
  admin: Admin;
  /** The topic's and the group's names on the cluster. */
  topicName: string;
  groupId: string;
  /** Where to begin instead of what the group has committed: the first offset per partition. */
  startAt?: Offsets;
}

/**
 * What a member holds from one rebalance to the next: how far each partition was read, and what may be committed. Void
 * after that, since kafkajs then fetches again from the committed offsets.
 */
export class Assignment {
  readonly #source: Source;
  /** null: not known yet, it may be any. */
  readonly #partitions: readonly number[] | null;
  readonly #held = new Map<number, Held>();
  readonly #handled = new Map<number, number>();
  readonly #committed = new Map<number, number>();
  /** Partitions that were sought back to where they stand. */
  readonly #soughtBack = new Set<number>();
  #begin: Promise<Offsets> | null = null;

  constructor(source: Source, partitions: readonly number[] | null) {
    this.#source = source;
    this.#partitions = partitions;
  }

  owns(partition: number): boolean {
    return this.#partitions?.includes(partition) ?? false;
  }

  /** A partition as far as it was read: up to what is committed, before anything of it came. */
  async held(partition: number): Promise<Held> {
    const begin = (await this.#beginning()).get(partition) ?? 0;
    const held = this.#held.get(partition) ?? new Held(partition, Math.max(0, begin));
    this.#held.set(partition, held);
    return held;
  }

  /** The partition of a batch. */
  async heldFor(batch: FetchedBatch): Promise<Held> {
    const { partition } = batch;
    const held = await this.held(partition);
    if (fetchedFrom(batch) === held.position) return held;
    // What was forgotten before it was read cannot be read: then, and only then, is a jump right.
    const offsets = await kafkaCall(() => this.#source.admin.fetchTopicOffsets(this.#source.topicName));
    const oldest = Number(offsets.find((each) => each.partition === partition)?.low ?? 0);
    held.position = Math.max(held.position, oldest);
    return held;
  }

  /**
   * kafkajs went on over what it shows nobody, from `first` to before `next`. False: that is not where the partition
   * stands, as of a fetch that was under way during a rebalance; after seeking back it is a gap in the stream.
   */
  skip(held: Held, first: number, next: number): boolean {
    const { partition, position } = held;
    if (first !== position && !this.#soughtBack.has(partition)) {
      this.#soughtBack.add(partition);
      return false;
    }
    this.#soughtBack.delete(partition);
    held.position = Math.max(position, next);
    return true;
  }

  /** Everything of the partition before this offset is handled. */
  handled(partition: number, next: number): void {
    this.#handled.set(partition, next);
  }

  /** Kafka took a commit. */
  committed(partition: number, next: number): void {
    this.#committed.set(partition, next);
  }

  isCommitted(partition: number, next: number): boolean {
    return (this.#committed.get(partition) ?? -1) >= next;
  }

  /** What is handled and not committed: the next offset per partition. */
  uncommitted(): [partition: number, next: number][] {
    return [...this.#handled].filter(([partition, next]) => !this.isCommitted(partition, next));
  }

  /** Whether everything that was handed out is acknowledged. */
  get settled(): boolean {
    return [...this.#held.values()].every(({ prefix }) => prefix.settled);
  }

  /** Whether everything before these offsets was fetched. */
  reached(ends: Offsets): boolean {
    return [...ends].every(([partition, end]) => (this.#held.get(partition)?.position ?? 0) >= end);
  }

  /** Whether the stream has more than was fetched. */
  async isBehind(): Promise<boolean> {
    const { admin, topicName } = this.#source;
    const [ends, begin] = await Promise.all([admin.fetchTopicOffsets(topicName), this.#beginning()]);
    return ends.some(({ partition, high, low }) => {
      const known = this.#held.get(partition)?.position ?? begin.get(partition) ?? 0;
      return (this.#partitions?.includes(partition) ?? true) && Math.max(known, Number(low)) < Number(high);
    });
  }

  /** Per partition, what the group has committed; -1 for nothing. Asked once. */
  #beginning(): Promise<Offsets> {
    const { admin, groupId, topicName, startAt } = this.#source;
    if (startAt !== undefined) return Promise.resolve(startAt);
    this.#begin ??= kafkaCall(async () => {
      const [found] = await admin.fetchOffsets({ groupId, topics: [topicName] });
      return new Map(found?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
    });
    // A failed question is asked again, by the batch that kafkajs then fetches again.
    this.#begin.catch(() => {
      this.#begin = null;
    });
    return this.#begin;
  }
}

/** Where the fetch of a batch began. */
export function fetchedFrom(batch: FetchedBatch): number {
  return Number(batch.fetchedOffset ?? batch.firstOffset());
}
