import type { Clock } from "../clock.ts";
import type { EventIndexReader, IndexedEvent } from "../stores/event-index/port.ts";
import type { EventQuery } from "./query/types.ts";
import { TailSource } from "./tail-source.ts";

const POLL_MS = 400;
const RETRY_MS = 2_000;
/** A costly search is repeated less often: looking takes a fifth of the time at most. */
const REST_FACTOR = 4;

export type FeedUpdate =
  | { type: "requests"; events: IndexedEvent[] }
  /** `interrupted` while the index cannot be read; it goes on by itself. */
  | { type: "status"; status: "live" | "interrupted" };

type Listener = (update: FeedUpdate) => void;

/** One search that is looked at again and again, for everybody who follows it. */
class Feed {
  readonly listeners = new Set<Listener>();
  private readonly source: TailSource;
  private readonly clock: Clock;
  private timer: NodeJS.Timeout | undefined;
  private status: "live" | "interrupted" = "live";
  private readonly stopping = new AbortController();

  constructor(source: TailSource, clock: Clock) {
    this.source = source;
    this.clock = clock;
    this.schedule(0);
  }

  stop(): void {
    this.stopping.abort();
    clearTimeout(this.timer);
  }

  private schedule(delay: number): void {
    if (!this.stopping.signal.aborted) this.timer = setTimeout(() => void this.look(), delay);
  }

  private async look(): Promise<void> {
    const startedAt = this.clock.now();
    try {
      const events = await this.source.next(startedAt);
      this.become("live");
      if (events.length > 0) this.tell({ type: "requests", events });
      this.schedule(Math.max(POLL_MS, REST_FACTOR * (this.clock.now() - startedAt)));
    } catch {
      this.become("interrupted");
      this.schedule(RETRY_MS);
    }
  }

  private become(status: "live" | "interrupted"): void {
    if (status === this.status) return;
    this.status = status;
    this.tell({ type: "status", status });
  }

  private tell(update: FeedUpdate): void {
    if (this.stopping.signal.aborted) return;
    for (const listener of this.listeners) listener(update);
  }
}

/** Equal searches share one feed, so that a hundred open pages ask the index no more often than one. */
export class TailHub {
  private readonly feeds = new Map<string, Feed>();
  private readonly index: EventIndexReader;
  private readonly clock: Clock;

  constructor(index: EventIndexReader, clock: Clock) {
    this.index = index;
    this.clock = clock;
  }

  /**
   * Calls back for what becomes visible from now on; returns how to stop. `since`: acceptance time from which the first
   * to follow is told.
   */
  follow(
    query: Pick<EventQuery, "scope" | "where">,
    listener: Listener,
    since: number = this.clock.now(),
  ): () => void {
    const key = JSON.stringify([query.scope.channels, query.where]);
    const feed = this.feeds.get(key) ?? new Feed(new TailSource(this.index, query, since), this.clock);
    this.feeds.set(key, feed);
    feed.listeners.add(listener);
    return () => {
      feed.listeners.delete(listener);
      if (feed.listeners.size > 0) return;
      feed.stop();
      if (this.feeds.get(key) === feed) this.feeds.delete(key);
    };
  }
}
