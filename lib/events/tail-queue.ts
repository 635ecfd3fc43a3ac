import type { FeedUpdate } from "./tail-hub.ts";

/** Requests: enough for a reader that pauses; one that does not read at all loses the oldest. */
const MOST_WAITING = 5_000;

const weightOf = (update: FeedUpdate) => (update.type === "requests" ? update.events.length : 1);

/** Between the hub's pushing and one reader's pulling, bounded. */
export class TailQueue {
  private readonly waiting: FeedUpdate[] = [];
  private weight = 0;
  private wake: (() => void) | null = null;

  push(update: FeedUpdate): void {
    this.waiting.push(update);
    this.weight += weightOf(update);
    while (this.weight > MOST_WAITING) this.shift();
    this.ring();
  }

  /** Makes `take` look at its signal. */
  ring(): void {
    this.wake?.();
    this.wake = null;
  }

  /** The oldest, waited for; null once the signal is aborted. */
  async take(signal: AbortSignal): Promise<FeedUpdate | null> {
    while (!signal.aborted) {
      const update = this.shift();
      if (update !== undefined) return update;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    return null;
  }

  private shift(): FeedUpdate | undefined {
    const update = this.waiting.shift();
    if (update !== undefined) this.weight -= weightOf(update);
    return update;
  }
}
