import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { INDEX_GROUP, INDEX_TOPIC } from "#lib/pipeline/progress.ts";
import type { EventIndex } from "#lib/stores/event-index/port.ts";
import { type EventStream, type StreamMessage, StreamUnavailable } from "#lib/stores/event-stream/port.ts";
import { type Account, accountFor } from "./account.ts";
import { isPoison, ledgerId, ledgerMessage } from "./messages.ts";

export interface Pace {
  /** Events each second at most, doubles not counted. */
  perSecond: number;
  /** So many in all; or, where it can be said when it is enough, at least so many. */
  events: number;
  enough?: AbortSignal;
}

interface Stores {
  stream: EventStream;
  index: EventIndex;
}

const TICKS_PER_SECOND = 50;
/** A producer whose acknowledgement was lost sends again: one chunk in five goes twice, at other offsets. */
const DOUBLED = 5;
const AGAIN_MS = 250;
const LOOK_MS = 200;
/** Clocks of stores may differ by this much from ours. */
const SKEW_MS = 60_000;

/** Events produced under a Channel of their own, and what became of each. */
export class Ledger {
  readonly channel = `channelscope-ledger-${randomBytes(4).toString("hex")}`;
  readonly produced = new Set<string>();
  readonly #stores: Stores;
  readonly #from = Date.now();
  #next = 0;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Appends events, one fifth of them twice. A stream that is away is waited for. */
  async produce({ perSecond, events, enough }: Pace): Promise<void> {
    const chunk = Math.max(1, Math.round(perSecond / TICKS_PER_SECOND));
    const pause = (1_000 * chunk) / perSecond;
    const end = this.#next + events;
    let due = performance.now();
    for (let tick = 0; this.#next < end || enough?.aborted === false; tick++) {
      const now = Date.now();
      const numbers = this.#take(this.#next < end ? Math.min(chunk, end - this.#next) : chunk);
      const messages = numbers.map((number) => ledgerMessage(this.channel, number, now));
      await this.append(messages);
      if (tick % DOUBLED === 0) await this.append(messages);
      for (const number of numbers) this.produced.add(ledgerId(this.channel, number));
      // After an outage the pace goes on from now: what was not sent meanwhile is not made up for.
      due = Math.max(due + pause, performance.now() - 1_000);
      await delay(Math.max(0, due - performance.now()));
    }
  }

  /** Appends one event that can be indexed; answers its id and when it was about to be sent. */
  async sendOne(): Promise<{ id: string; at: number }> {
    const number = this.#take(2).find((candidate) => !isPoison(candidate)) ?? 0;
    const [id, at] = [ledgerId(this.channel, number), Date.now()];
    await this.append([ledgerMessage(this.channel, number, at)]);
    this.produced.add(id);
    return { id, at };
  }

  #take(count: number): number[] {
    const first = this.#next;
    this.#next += count;
    return Array.from({ length: count }, (_, item) => first + item);
  }

  /** Appends until the stream takes it: what is unknown to have been taken is sent again. */
  async append(messages: StreamMessage[]): Promise<void> {
    for (;;) {
      try {
        await this.#stores.stream.append(INDEX_TOPIC, messages);
        return;
      } catch (error) {
        if (!(error instanceof StreamUnavailable)) throw error;
        await delay(AGAIN_MS);
      }
    }
  }

  /** Records that the index's workers have not acknowledged yet; of all producers, not only this one. */
  async lag(): Promise<number> {
    const partitions = await this.#stores.stream.lag(INDEX_TOPIC, INDEX_GROUP);
    return partitions.reduce((sum, { lag }) => sum + lag, 0);
  }

  /** Resolves with the milliseconds until at most `lag` records were left; throws after `patienceMs`. */
  async untilCaughtUp(patienceMs: number, lag = 0): Promise<number> {
    const started = performance.now();
    for (;;) {
      const left = await this.lag().catch((error: unknown) => {
        if (error instanceof StreamUnavailable) return Number.POSITIVE_INFINITY;
        throw error;
      });
      const elapsed = performance.now() - started;
      if (left <= lag) return elapsed;
      if (elapsed > patienceMs) throw new Error(`After ${Math.round(elapsed)} ms ${left} records are left.`);
      await delay(LOOK_MS);
    }
  }

  /** Resolves once so many more have been produced than now; throws after `patienceMs`. */
  async untilProduced(more: number, patienceMs: number): Promise<void> {
    const [wanted, started] = [this.produced.size + more, performance.now()];
    while (this.produced.size < wanted) {
      if (performance.now() - started > patienceMs) throw new Error("The stream takes no more events.");
      await delay(LOOK_MS);
    }
  }

  async account(): Promise<Account> {
    const span = { channel: this.channel, from: this.#from - SKEW_MS, to: Date.now() + SKEW_MS };
    // A busy cluster's copies may show an event later than promised; what counts here is whether they have it.
    await this.#stores.index.refresh(span);
    return accountFor(this.produced, this.#stores, span);
  }
}
