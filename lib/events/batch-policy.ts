export interface BatchLimits {
  maxCount: number;
  maxBytes: number;
  /** Since the first record, milliseconds. */
  maxAgeMs: number;
}

/** When to flush: a batch is due when it is full by count or bytes, or its first record has waited long enough. */
export class BatchPolicy {
  readonly #limits: BatchLimits;
  #count = 0;
  #bytes = 0;
  #firstAt = 0;

  constructor(limits: BatchLimits) {
    this.#limits = limits;
  }

  add(count: number, bytes: number, now: number): void {
    if (count === 0) return;
    if (this.#count === 0) this.#firstAt = now;
    this.#count += count;
    this.#bytes += bytes;
  }

  /** How much still fits; never below 1, so that one oversized record cannot block the rest. */
  get room(): { count: number; bytes: number } {
    return {
      count: Math.max(1, this.#limits.maxCount - this.#count),
      bytes: Math.max(1, this.#limits.maxBytes - this.#bytes),
    };
  }

  /** Milliseconds until age makes the batch due; null while it is empty. */
  remainingMs(now: number): number | null {
    if (this.#count === 0) return null;
    return Math.max(0, this.#firstAt + this.#limits.maxAgeMs - now);
  }

  isDue(now: number): boolean {
    if (this.#count === 0) return false;
    const full = this.#count >= this.#limits.maxCount || this.#bytes >= this.#limits.maxBytes;
    return full || this.remainingMs(now) === 0;
  }

  reset(): void {
    this.#count = 0;
    this.#bytes = 0;
  }
}
