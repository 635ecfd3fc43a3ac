import type { EventIndexReader, IndexedEvent } from "../stores/event-index/port.ts";
import type { Condition, EventQuery } from "./query/types.ts";

const MINUTE = 60_000;
/** A request is logged when it ends: it may have begun a while before, or by a clock that runs ahead. */
const BEGAN_BEFORE = 2 * MINUTE;
const AHEAD = 5 * MINUTE;
/** From acceptance to visibility: a batch is written, tried again perhaps, and refreshed. */
export const OVERLAP = 5_000;
const MOST_EVENTS = 1_000;

const keyOf = (event: IndexedEvent) => `${event.channel}\n${event.id}\n${event.timestamp}`;

/**
 * What became visible since the last look, oldest first. Looks at what the index worker accepted of late, with enough
 * overlap for slow writes, and leaves out what it has seen. Beyond 1,000 events a look, the newest count.
 */
export class TailSource {
  private readonly seen = new Map<string, number>();
  private acceptedFrom: number;
  private readonly index: EventIndexReader;
  private readonly query: Pick<EventQuery, "scope" | "where">;

  /** `since`: acceptance time from which events are new, milliseconds. */
  constructor(index: EventIndexReader, query: Pick<EventQuery, "scope" | "where">, since: number) {
    this.index = index;
    this.query = query;
    this.acceptedFrom = since;
  }

  async next(now: number): Promise<IndexedEvent[]> {
    const accepted: Condition = {
      type: "number",
      field: "accepted_at",
      ranges: [{ min: this.acceptedFrom }],
      not: false,
    };
    const { events } = await this.index.search(
      {
        scope: this.query.scope,
        where: [...this.query.where, accepted],
        from: this.acceptedFrom - BEGAN_BEFORE,
        to: now + AHEAD,
      },
      { limit: MOST_EVENTS },
    );
    const fresh = events.filter((event) => !this.seen.has(keyOf(event))).reverse();
    for (const event of fresh) this.seen.set(keyOf(event), event.accepted_at);
    this.acceptedFrom = Math.max(this.acceptedFrom, now - OVERLAP);
    for (const [key, acceptedAt] of this.seen) {
      if (acceptedAt < this.acceptedFrom) this.seen.delete(key);
    }
    return fresh;
  }
}
