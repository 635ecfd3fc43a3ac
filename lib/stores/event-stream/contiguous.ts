/** One delivered batch's share of a partition; `next` is the offset after its last record. */
export interface DeliveredSpan {
  readonly next: number;
  acknowledged: boolean;
}

/**
 * What may be committed in one partition: batches are acknowledged in any order, but a commit says that everything
 * before it is handled. One instance lives as long as the consumer holds the partition without interruption.
 */
export class ContiguousPrefix {
  readonly #open: DeliveredSpan[] = [];

  /** Records that a batch up to (not including) `next` was handed out, after all handed out before. */
  deliver(next: number): DeliveredSpan {
    const last = this.#open.at(-1);
    if (last !== undefined && next <= last.next)
      throw new RangeError(`A batch up to ${next} cannot follow one up to ${last.next}`);
    const span = { next, acknowledged: false };
    this.#open.push(span);
    return span;
  }

  /** The offset that may now be committed, or null when an earlier batch is still open (or nothing changed). */
  acknowledge(span: DeliveredSpan): number | null {
    span.acknowledged = true;
    let committable: number | null = null;
    while (this.#open[0]?.acknowledged) committable = this.#open.shift()?.next ?? null;
    return committable;
  }

  /** Whether everything handed out is acknowledged. */
  get settled(): boolean {
    return this.#open.length === 0;
  }
}
