import type { KafkaMessage } from "kafkajs";
import { ContiguousPrefix } from "../contiguous.ts";
import type { ReadLimits } from "../port.ts";

/** A partition as long as the consumer holds it without interruption; a rebalance makes it void. */
export class Held {
  readonly partition: number;
  readonly prefix = new ContiguousPrefix();
  /** The offset that the next fetch must begin with. */
  position: number;

  constructor(partition: number, position: number) {
    this.partition = partition;
    this.position = position;
  }
}

interface Entry {
  held: Held;
  messages: KafkaMessage[];
  taken: number;
}

export interface Taken {
  held: Held;
  messages: KafkaMessage[];
}

/**
 * Between kafkajs, which pushes, and the caller, who pulls: fetched batches wait here until they are taken. Bounded
 * by its user, who fetches no more of a partition while it is full.
 */
export class HandOver {
  readonly #maxBytes: number;
  #entries: Entry[] = [];
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get empty(): boolean {
    return this.#entries.length === 0;
  }

  /** Whether anything of a partition waits. */
  holds(held: Held): boolean {
    return this.#entries.some((entry) => entry.held === held);
  }

  get full(): boolean {
    return this.#bytes >= this.#maxBytes;
  }

  /** Whether it is time to fetch again: before it is empty, because the first fetch takes its time. */
  get low(): boolean {
    return this.#bytes <= this.#maxBytes / 2;
  }

  put(held: Held, messages: KafkaMessage[]): void {
    this.#entries.push({ held, messages, taken: 0 });
    for (const message of messages) this.#bytes += sizeOf(message);
  }

  /** The oldest records within the limits, at least one if there is one. */
  take({ maxRecords, maxBytes }: Pick<ReadLimits, "maxRecords" | "maxBytes">): Taken[] {
    const taken: Taken[] = [];
    let [records, bytes] = [0, 0];
    for (
      let entry = this.#entries[0];
      entry !== undefined && records < maxRecords;
      entry = this.#entries[0]
    ) {
      const from = entry.taken;
      for (const message of entry.messages.slice(from, from + maxRecords - records)) {
        const size = sizeOf(message);
        if (records > 0 && bytes + size > maxBytes) break;
        bytes += size;
        records += 1;
        entry.taken += 1;
      }
      if (entry.taken > from)
        taken.push({ held: entry.held, messages: entry.messages.slice(from, entry.taken) });
      if (entry.taken < entry.messages.length) break;
      this.#entries.shift();
    }
    this.#bytes -= bytes;
    return taken;
  }

  /** Forgets everything that was not taken. */
  clear(): void {
    this.#entries = [];
    this.#bytes = 0;
  }
}

function sizeOf({ key, value }: KafkaMessage): number {
  return (key?.length ?? 0) + (value?.length ?? 0);
}
