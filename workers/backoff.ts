import { setTimeout as delay } from "node:timers/promises";

/** Work was given up because the worker stops; what is unacknowledged will be delivered again. */
export class Abandoned extends Error {
  override readonly name = "Abandoned";
}

export interface BackoffSettings {
  firstMs: number;
  maxMs: number;
}

export const STORE_BACKOFF: BackoffSettings = { firstMs: 100, maxMs: 5_000 };

/** Growing pauses with jitter between tries of one thing. */
export class Backoff {
  readonly #settings: BackoffSettings;
  readonly #signal: AbortSignal;
  #tries = 0;

  constructor(settings: BackoffSettings, signal: AbortSignal) {
    this.#settings = settings;
    this.#signal = signal;
  }

  get tries(): number {
    return this.#tries;
  }

  /** Waits before the next try; throws `Abandoned` once the worker is to stop. */
  async pause(): Promise<void> {
    const { firstMs, maxMs } = this.#settings;
    const longest = Math.min(maxMs, firstMs * 2 ** this.#tries);
    this.#tries += 1;
    try {
      await delay(longest * (0.5 + Math.random() / 2), undefined, { signal: this.#signal });
    } catch (cause) {
      throw new Abandoned("The worker stops.", { cause });
    }
  }
}
