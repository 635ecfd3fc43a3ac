import type { Clock } from "#lib/clock.ts";
import type { EventDocument } from "#lib/events/document.ts";
import type { Log } from "#lib/log.ts";
import { type Mark, type RollupMarks, RollupsUnavailable } from "#lib/stores/rollups/port.ts";
import { Backoff, STORE_BACKOFF } from "./backoff.ts";

const MINUTE = 60_000;

type Marked = Pick<EventDocument, "channel" | "timestamp">;

/**
 * Says which minutes of which Channels have new events. Of a minute that is still going on once is enough: nobody
 * rolls it up before it is over. Later ones are said every time.
 */
export class MarkBook {
  readonly #rollups: RollupMarks;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #said = new Map<number, Set<string>>();

  constructor({ rollups, clock, log }: { rollups: RollupMarks; clock: Clock; log: Log }) {
    this.#rollups = rollups;
    this.#clock = clock;
    this.#log = log;
  }

  /** Resolves once it is kept that these were written; throws `Abandoned` when the worker stops before. */
  async written(documents: readonly Marked[], signal: AbortSignal): Promise<void> {
    const marks = this.#unsaid(documents);
    const backoff = new Backoff(STORE_BACKOFF, signal);
    while (marks.length > 0) {
      try {
        await this.#rollups.mark(marks);
        break;
      } catch (error) {
        if (!(error instanceof RollupsUnavailable)) throw error;
        if (backoff.tries % 10 === 0) this.#log.warn({ error: error.message }, "rollups unavailable");
        await backoff.pause();
      }
    }
    for (const { channel, minute } of marks) this.#said.get(minute)?.add(channel);
  }

  #unsaid(documents: readonly Marked[]): Mark[] {
    const now = this.#clock.now();
    for (const minute of this.#said.keys()) if (minute + MINUTE <= now) this.#said.delete(minute);
    const found = new Map<number, Set<string>>();
    for (const { channel, timestamp } of documents) {
      const minute = timestamp - (timestamp % MINUTE);
      const channels = found.get(minute);
      if (channels === undefined) found.set(minute, new Set([channel]));
      else channels.add(channel);
    }
    const marks: Mark[] = [];
    for (const [minute, channels] of found) {
      const going = minute + MINUTE > now;
      const said = going ? (this.#said.get(minute) ?? new Set<string>()) : null;
      if (said !== null) this.#said.set(minute, said);
      for (const channel of channels) if (!said?.has(channel)) marks.push({ channel, minute });
    }
    return marks;
  }
}
