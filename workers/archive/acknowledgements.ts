import type { StreamBatch } from "#lib/stores/event-stream/port.ts";

interface Waiting {
  /** The offset after the batch's last record of the partition. */
  next: number;
  batch: { open: number; acknowledge: StreamBatch["acknowledge"] };
}

/** Batches that wait until commits cover all of their partitions. */
export class Acknowledgements {
  readonly #waiting = new Map<number, Waiting[]>();

  /** `ends`: the offset after the batch's last record, for each of its partitions. */
  add(acknowledge: StreamBatch["acknowledge"], ends: ReadonlyMap<number, number>): void {
    const batch = { open: ends.size, acknowledge };
    for (const [partition, next] of ends) {
      const waiting = this.#waiting.get(partition) ?? [];
      waiting.push({ next, batch });
      this.#waiting.set(partition, waiting);
    }
  }

  /** Takes out the batches that need nothing more once everything before `end` is committed. */
  covered(partition: number, end: number): StreamBatch["acknowledge"][] {
    const waiting = this.#waiting.get(partition) ?? [];
    const uncovered = waiting.findIndex(({ next }) => next > end);
    const covered = waiting.splice(0, uncovered < 0 ? waiting.length : uncovered);
    for (const { batch } of covered) batch.open -= 1;
    return covered.filter(({ batch }) => batch.open === 0).map(({ batch }) => batch.acknowledge);
  }
}
