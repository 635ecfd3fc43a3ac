import { AppError } from "../../errors.ts";

export interface Rate {
  perSecond: number;
  /** How much may come at once after a quiet time. */
  burst: number;
}

/** Every key its own bucket, in this process; a full bucket is forgotten. */
export class RateLimit {
  readonly #rate: Rate;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /**
   * Takes `cost` of a key's allowance or throws `rate_limited`, saying when there is enough. More than a whole burst
   * at once needs a full bucket and is paid off afterwards.
   */
  take(key: string, cost: number, now: number): void {
    const { perSecond, burst } = this.#rate;
    const known = this.#buckets.get(key);
    const grown = known === undefined ? burst : known.tokens + ((now - known.at) / 1_000) * perSecond;
    const tokens = Math.min(burst, grown);
    const needed = Math.min(cost, burst);
    if (tokens < needed) {
      const retryAfter = Math.ceil((needed - tokens) / perSecond);
      throw new AppError("rate_limited", `This key may send ${perSecond} events per second.`, { retryAfter });
    }
    this.#forgetFull(now);
    this.#buckets.set(key, { tokens: tokens - cost, at: now });
  }

  #forgetFull(now: number): void {
    if (this.#buckets.size < 1_000) return;
    for (const [key, { tokens, at }] of this.#buckets) {
      if (tokens + ((now - at) / 1_000) * this.#rate.perSecond >= this.#rate.burst) this.#buckets.delete(key);
    }
  }
}
