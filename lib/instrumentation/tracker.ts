import type { Clock } from "../clock.ts";
import { interactionEvent } from "../interactions/event.ts";
import { eventsOf, type Happening } from "../interactions/happening.ts";
import { DEFAULT_LIMITS, Outbox, type OutboxLimits, type OutboxStats } from "./outbox.ts";
import type { EventSink } from "./sink.ts";
import { untraced } from "./trace.ts";
import { uuidv7 } from "./uuid.ts";

interface TrackerOptions {
  /** Of the topic or the collector `interactions`. */
  sink: EventSink;
  clock: Clock;
  limits?: Partial<OutboxLimits>;
}

export interface Tracker {
  /**
   * Tells what a person just did. Never throws and never waits: what cannot become an event, or finds the queue full,
   * is counted in `stats`.
   */
  track(happening: Happening): void;
  readonly stats: OutboxStats & {
    /** Was no event as the schema has them: no text where one must be, too many properties. */
    invalid: number;
  };
  /** Sends what waits; resolves when nothing does, or after `deadlineMs`. */
  flush(deadlineMs: number): Promise<void>;
  /** Sends what waits within `deadlineMs` and drops the rest. */
  close(deadlineMs: number): Promise<void>;
}

/** Interaction events from a product's server side, batched in the background. */
export function createTracker({ sink, clock, limits }: TrackerOptions): Tracker {
  const outbox = new Outbox(
    { send: (events, signal) => untraced(() => sink.send(events, signal)) },
    { ...DEFAULT_LIMITS, ...limits },
  );
  let invalid = 0;
  return {
    track(happening) {
      try {
        const now = clock.now();
        const events = eventsOf(happening, uuidv7(now), now);
        // All of a thing's events, or none: the sides of a Recipe are counted together.
        for (const event of events) interactionEvent.parse(event);
        for (const event of events)
          outbox.put({ key: event.channel ?? event.user_id, json: Buffer.from(JSON.stringify(event)) });
      } catch {
        invalid += 1;
      }
    },
    get stats() {
      return { ...outbox.stats, invalid };
    },
    flush: (deadlineMs) => outbox.flush(deadlineMs),
    close: (deadlineMs) => outbox.close(deadlineMs),
  };
}
