import { AppError } from "../errors.ts";

/** Live tails of all viewers in one process, and of one: each keeps a connection open. */
const MOST = 500;
const MOST_OF_ONE = 100;
const RETRY_SECONDS = 30;

/** Counts the live tails that are open in this process. */
export class TailSlots {
  readonly #open = new Map<string, number>();
  #all = 0;

  /**
   * Answers what gives the slot back, once however often it is called. Throws `rate_limited` for a viewer who has as many
   * as they may, `unavailable` when all are taken.
   */
  take(viewer: string): () => void {
    const own = this.#open.get(viewer) ?? 0;
    if (own >= MOST_OF_ONE) {
      throw new AppError(
        "rate_limited",
        `You have ${MOST_OF_ONE} live tails open already. Close one of them.`,
        {
          retryAfter: RETRY_SECONDS,
        },
      );
    }
    if (this.#all >= MOST) {
      throw new AppError("unavailable", "Too many live tails are open.", { retryAfter: RETRY_SECONDS });
    }
    this.#count(viewer, 1);
    let held = true;
    return () => {
      if (held) this.#count(viewer, -1);
      held = false;
    };
  }

  #count(viewer: string, change: 1 | -1): void {
    const own = (this.#open.get(viewer) ?? 0) + change;
    if (own === 0) this.#open.delete(viewer);
    else this.#open.set(viewer, own);
    this.#all += change;
  }
}
