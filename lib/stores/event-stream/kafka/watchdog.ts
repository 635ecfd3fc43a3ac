const STALLED_AFTER_MS = 60_000;

/** kafkajs may stop silently: there is more to read, and nothing moves for a minute. */
export class Watchdog {
  readonly #now: () => number;
  #moved: number;

  /** `now` in milliseconds, never going back. */
  constructor(now: () => number) {
    this.#now = now;
    this.#moved = now();
  }

  /** Something was fetched, acknowledged, or given anew. */
  moved(): void {
    this.#moved = this.#now();
  }

  /**
   * Whether it stopped. Nothing to read is as good as movement, and so is a broker that cannot say: an outage is no
   * stall, and its end gives a minute to recover.
   */
  async stalled(isBehind: () => Promise<boolean>): Promise<boolean> {
    const behind = await isBehind().catch(() => false);
    if (!behind) this.moved();
    return this.#now() - this.#moved >= STALLED_AFTER_MS;
  }
}
