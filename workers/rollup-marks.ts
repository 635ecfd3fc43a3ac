import type { Clock } from "#lib/clock.ts";
import type { EventDocument } from "#lib/events/document.ts";
import type { Log } from "#lib/log.ts";
import { type Mark, type RollupMarks, RollupsUnavailable } from "#lib/stores/rollups/port.ts";
import { Backoff, STORE_BACKOFF } from "./backoff.ts";

const MINUTE = 60_000;

/** Channels by the minute (its start, milliseconds since 1970) in which they have events. */
export class ChannelMinutes {
  readonly #channels = new Map<number, Set<string>>();

  add({ channel, timestamp }: Pick<EventDocument, "channel" | "timestamp">): void {
    const minute = timestamp - (timestamp % MINUTE);
    const channels = this.#channels.get(minute);
    if (channels === undefined) this.#channels.set(minute, new Set([channel]));
    else channels.add(channel);
  }

  *[Symbol.iterator](): Generator<Mark> {
    for (const [minute, channels] of this.#channels)
      for (const channel of channels) yield { channel, minute };
  }
}

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

  /** Resolves once it is kept that events of these were written; throws `Abandoned` when the worker stops before. */
  async written(minutes: Iterable<Mark>, signal: AbortSignal): Promise<void> {
    const marks = this.#unsaid(minutes);
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

  #unsaid(minutes: Iterable<Mark>): Mark[] {
    const now = this.#clock.now();
    for (const minute of this.#said.keys()) if (minute + MINUTE <= now) this.#said.delete(minute);
    const unsaid: Mark[] = [];
    for (const mark of minutes) {
      const { channel, minute } = mark;
      if (minute + MINUTE > now) {
        const said = this.#said.get(minute);
        if (said === undefined) this.#said.set(minute, new Set());
        else if (said.has(channel)) continue;
      }
      unsaid.push(mark);
    }
    return unsaid;
  }
}
