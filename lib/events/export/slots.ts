import type { Clock } from "../../clock.ts";
import { AppError } from "../../errors.ts";

/** Exports of all viewers in one process: each reads the index as fast as its reader takes it. */
const MOST = 4;
const MOST_OF_ONE = 2;
/** Whose reader took nothing for so long does not count until they go on: it asks the index nothing meanwhile. */
const STALLED_MS = 60_000;
const RETRY_SECONDS = 30;

interface Lease {
  viewer: string;
  usedAt: number;
}

/** Leases of the exports that run in this process. */
export class ExportSlots {
  readonly #leases = new Set<Lease>();

  /**
   * The same pieces, holding a slot until they end or are left. Throws `rate_limited` for a viewer who has as many as
   * they may, `unavailable` when all are taken.
   */
  hold<T>(viewer: string, clock: Clock, pieces: AsyncIterable<T>): AsyncGenerator<T> {
    const now = clock.now();
    const active = [...this.#leases].filter(({ usedAt }) => now - usedAt < STALLED_MS);
    if (active.filter((lease) => lease.viewer === viewer).length >= MOST_OF_ONE) {
      throw new AppError(
        "rate_limited",
        `You have ${MOST_OF_ONE} exports running already. Wait for one to end, or cancel it.`,
        { retryAfter: RETRY_SECONDS },
      );
    }
    if (active.length >= MOST) {
      throw new AppError("unavailable", "Too many exports are running.", { retryAfter: RETRY_SECONDS });
    }
    const lease = { viewer, usedAt: now };
    this.#leases.add(lease);
    return this.#give(lease, clock, pieces);
  }

  async *#give<T>(lease: Lease, clock: Clock, pieces: AsyncIterable<T>) {
    try {
      for await (const piece of pieces) {
        lease.usedAt = clock.now();
        yield piece;
      }
    } finally {
      this.#leases.delete(lease);
    }
  }
}
