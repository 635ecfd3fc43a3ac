import { OutageLog } from "../../outage-log.ts";
import { attemptDelivery } from "./attempt.ts";
import { type Claim, claimDue, nextDue } from "./claim.ts";
import { sendConfirmations } from "./confirmations.ts";
import type { DeliverDeps } from "./deps.ts";
import { failOverPaused } from "./fail-over.ts";

/** Calls under way at once, in all; of one destination one, so that what hangs delays nobody else. */
const AT_ONCE = 32;
/** Of these, to destinations that failed lately: the others are for those that answer. */
const FAILING_AT_ONCE = 16;
/** Brings what the outbox has to its destinations. Several may run: a delivery is made by the one that holds it. */
export class Deliverer {
  readonly #deps: DeliverDeps;
  readonly #running = new Map<string, { failing: boolean; call: Promise<void> }>();
  readonly #unasked: OutageLog;
  #confirming: Promise<void> | null = null;

  constructor(deps: DeliverDeps) {
    this.#deps = deps;
    this.#unasked = new OutageLog(deps.log, "confirmations cannot be read");
  }

  /** Starts whatever is due; answers how long until there may be more, milliseconds; null: until somebody says so. */
  async deliverDue(done: () => void): Promise<number | null> {
    const { database, clock } = this.#deps;
    this.#confirm(done);
    const now = clock.now();
    await failOverPaused(database, now);
    const failing = [...this.#running.values()].filter((call) => call.failing).length;
    const wish = {
      now,
      limit: AT_ONCE - this.#running.size,
      failingLimit: Math.max(0, FAILING_AT_ONCE - failing),
      busy: [...this.#running.keys()],
    };
    for (const claim of await claimDue(database, wish)) this.#start(claim, done);
    // What is due and was not taken waits for a call to end, which says so.
    return await nextDue(database, now);
  }

  /** Once all calls under way have ended. */
  async drain(): Promise<void> {
    await Promise.allSettled([this.#confirming, ...[...this.#running.values()].map(({ call }) => call)]);
  }

  /** Asks recipients beside everything else: a mail server that hangs must not hold alerts back. */
  #confirm(done: () => void): void {
    if (this.#confirming !== null) return;
    let sent = 0;
    this.#confirming = sendConfirmations(this.#deps)
      .then((count) => {
        sent = count;
        this.#unasked.worked();
      })
      .catch((error: unknown) => this.#unasked.failed(error))
      .finally(() => {
        this.#confirming = null;
        if (sent > 0) done();
      });
  }

  #start(claim: Claim, done: () => void): void {
    const { destinationId, failing } = claim;
    const { log } = this.#deps;
    const call = attemptDelivery(this.#deps, claim)
      // Its lease ends by itself, and it is tried again.
      .catch((error: unknown) =>
        log.warn({ err: error, destination: destinationId }, "a delivery was not written down"),
      )
      .finally(() => {
        this.#running.delete(destinationId);
        done();
      });
    this.#running.set(destinationId, { failing, call });
  }
}
