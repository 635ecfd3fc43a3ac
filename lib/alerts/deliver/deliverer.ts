import { attemptDelivery } from "./attempt.ts";
import { type Claim, claimDue, nextDue } from "./claim.ts";
import { sendConfirmations } from "./confirmations.ts";
import type { DeliverDeps } from "./deps.ts";

/** Calls under way at once, in all; of one destination one, so that what hangs delays nobody else. */
const AT_ONCE = 32;
/** Of these, to destinations that failed lately: the others are for those that answer. */
const FAILING_AT_ONCE = 16;
/** Attempts to one destination within a minute; what is beyond waits, and may become a digest. */
const PER_MINUTE = 20;
const MINUTE = 60_000;
/** Slack takes about one message a second; milliseconds between two. */
const SLACK_PACE_MS = 1_000;
/** How soon to look again at those that had their share. */
const LOOK_AGAIN_MS = 1_000;

/** Brings what the outbox has to its destinations. Several may run: a delivery is made by the one that holds it. */
export class Deliverer {
  readonly #deps: DeliverDeps;
  readonly #running = new Map<string, { failing: boolean; call: Promise<void> }>();
  /** When attempts to a destination began, of the last minute. */
  readonly #recent = new Map<string, { type: string; times: number[] }>();
  #confirming: Promise<void> | null = null;

  constructor(deps: DeliverDeps) {
    this.#deps = deps;
  }

  /** Starts whatever is due; answers how long until there may be more, milliseconds; null: until somebody says so. */
  async deliverDue(done: () => void): Promise<number | null> {
    const { database, clock } = this.#deps;
    this.#confirm(done);
    const now = clock.now();
    const held = this.#heldBack(now);
    const failing = [...this.#running.values()].filter((call) => call.failing).length;
    const wish = {
      now,
      limit: AT_ONCE - this.#running.size,
      failingLimit: Math.max(0, FAILING_AT_ONCE - failing),
      busy: [...new Set([...this.#running.keys(), ...held])],
    };
    for (const claim of await claimDue(database, wish)) this.#start(claim, done);
    // What is due and was not taken waits for a call to end, which says so, or for its destination's share of time.
    const next = await nextDue(database, now);
    return held.length === 0 ? next : Math.min(next ?? LOOK_AGAIN_MS, LOOK_AGAIN_MS);
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
      })
      .catch((error: unknown) =>
        this.#deps.log.warn({ error: String(error) }, "confirmations cannot be read"),
      )
      .finally(() => {
        this.#confirming = null;
        if (sent > 0) done();
      });
  }

  #start(claim: Claim, done: () => void): void {
    const { destinationId, type, failing } = claim;
    const { clock, log } = this.#deps;
    const times = this.#recent.get(destinationId)?.times ?? [];
    this.#recent.set(destinationId, { type, times: [...times, clock.now()] });
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

  #heldBack(now: number): string[] {
    for (const [id, { type, times }] of this.#recent) {
      const recent = times.filter((at) => at > now - MINUTE);
      if (recent.length === 0) this.#recent.delete(id);
      else this.#recent.set(id, { type, times: recent });
    }
    return [...this.#recent]
      .filter(
        ([, { type, times }]) =>
          times.length >= PER_MINUTE || (type === "slack" && (times.at(-1) ?? 0) > now - SLACK_PACE_MS),
      )
      .map(([id]) => id);
  }
}
