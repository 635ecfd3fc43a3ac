import { attemptDelivery } from "./attempt.ts";
import { type Claim, claimDue, nextDue } from "./claim.ts";
import { sendConfirmations } from "./confirmations.ts";
import type { DeliverDeps } from "./deps.ts";

/** Calls under way at once, in all; of one destination one, so that what hangs delays nobody else. */
const AT_ONCE = 32;
/** Attempts to one destination within a minute; what is beyond waits, and may become a digest. */
const PER_MINUTE = 20;
const MINUTE = 60_000;

/** Brings what the outbox has to its destinations. Several may run: a delivery is made by the one that holds it. */
export class Deliverer {
  readonly #deps: DeliverDeps;
  readonly #running = new Map<string, Promise<void>>();
  /** When attempts to a destination began, of the last minute. */
  readonly #recent = new Map<string, number[]>();

  constructor(deps: DeliverDeps) {
    this.#deps = deps;
  }

  /** Starts whatever is due; answers how long until there may be more, milliseconds; null: until somebody says so. */
  async deliverDue(done: () => void): Promise<number | null> {
    const { database, clock } = this.#deps;
    await sendConfirmations(this.#deps);
    const now = clock.now();
    const held = this.#heldBack(now);
    const busy = [...new Set([...this.#running.keys(), ...held])];
    for (const claim of await claimDue(database, { now, limit: AT_ONCE - this.#running.size, busy })) {
      this.#start(claim, done);
    }
    const next = await nextDue(database, now);
    // What is due already waits for a call to end, which says so, or for the minute of a busy destination to pass.
    if (next === null || next > 0) return next;
    return held.length > 0 ? 1_000 : MINUTE;
  }

  /** Once all calls under way have ended. */
  async drain(): Promise<void> {
    await Promise.allSettled(this.#running.values());
  }

  #start(claim: Claim, done: () => void): void {
    const { destinationId } = claim;
    const { clock, log } = this.#deps;
    this.#recent.set(destinationId, [...(this.#recent.get(destinationId) ?? []), clock.now()]);
    const call = attemptDelivery(this.#deps, claim)
      // Its lease ends by itself, and it is tried again.
      .catch((error: unknown) =>
        log.warn({ err: error, destination: destinationId }, "a delivery was not written down"),
      )
      .finally(() => {
        this.#running.delete(destinationId);
        done();
      });
    this.#running.set(destinationId, call);
  }

  #heldBack(now: number): string[] {
    for (const [id, times] of this.#recent) {
      const recent = times.filter((at) => at > now - MINUTE);
      if (recent.length === 0) this.#recent.delete(id);
      else this.#recent.set(id, recent);
    }
    return [...this.#recent].filter(([, times]) => times.length >= PER_MINUTE).map(([id]) => id);
  }
}
