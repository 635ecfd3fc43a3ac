import type { EventSink, SerializedEvent } from "./sink.ts";

export interface OutboxLimits {
  /** A batch is sent when it has this many events, or bytes, or its first has waited so long. */
  maxCount: number;
  maxBytes: number;
  maxAgeMs: number;
  /** Beyond this much waiting, new events are dropped. */
  queueBytes: number;
}

export const DEFAULT_LIMITS: OutboxLimits = {
  maxCount: 500,
  maxBytes: 512 * 1024,
  maxAgeMs: 100,
  queueBytes: 16 * 1024 * 1024,
};

export interface OutboxStats {
  queued: number;
  sent: number;
  /** Not sent: the queue was full, or time ran out at the end. */
  dropped: number;
  /** Refused by the sink for good. */
  rejected: number;
}

const FIRST_BACKOFF_MS = 200;
const LONGEST_BACKOFF_MS = 10_000;

/** A bounded queue in front of a sink. Putting never waits and never throws. */
export class Outbox {
  readonly #sink: EventSink;
  readonly #limits: OutboxLimits;
  readonly #stop = new AbortController();
  readonly #counts = { sent: 0, dropped: 0, rejected: 0 };
  #queue: SerializedEvent[] = [];
  #bytes = 0;
  #timer: NodeJS.Timeout | null = null;
  #sending: Promise<void> | null = null;
  #wakeFromBackoff: (() => void) | null = null;

  constructor(sink: EventSink, limits: OutboxLimits) {
    this.#sink = sink;
    this.#limits = limits;
  }

  get stats(): OutboxStats {
    return { queued: this.#queue.length, ...this.#counts };
  }

  put(event: SerializedEvent): void {
    if (this.#stop.signal.aborted || this.#bytes + event.json.length > this.#limits.queueBytes) {
      this.#counts.dropped += 1;
      return;
    }
    this.#queue.push(event);
    this.#bytes += event.json.length;
    if (this.#queue.length >= this.#limits.maxCount || this.#bytes >= this.#limits.maxBytes) this.#send();
    else this.#timer ??= setTimeout(() => this.#send(), this.#limits.maxAgeMs).unref();
  }

  /** Sends what waits; resolves when nothing does, or after `deadlineMs`. */
  async flush(deadlineMs: number): Promise<void> {
    const deadline = performance.now() + deadlineMs;
    while (this.#queue.length > 0 || this.#sending !== null) {
      const left = deadline - performance.now();
      if (left <= 0) return;
      this.#wakeFromBackoff?.();
      this.#send();
      await Promise.race([this.#sending, delay(left)]);
    }
  }

  /** Flushes, then drops what is left. */
  async close(deadlineMs: number): Promise<void> {
    await this.flush(deadlineMs);
    this.#stop.abort();
    this.#wakeFromBackoff?.();
    await this.#sending;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#counts.dropped += this.#queue.length;
    this.#queue = [];
  }

  #send(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#sending ??= this.#drain().finally(() => {
      this.#sending = null;
      if (this.#queue.length > 0 && !this.#stop.signal.aborted)
        this.#timer ??= setTimeout(() => this.#send(), this.#limits.maxAgeMs).unref();
    });
  }

  async #drain(): Promise<void> {
    let backoffMs = FIRST_BACKOFF_MS;
    while (this.#queue.length > 0 && !this.#stop.signal.aborted) {
      const batch = this.#batch();
      try {
        const rejected = await this.#sink.send(batch, this.#stop.signal);
        this.#counts.rejected += rejected;
        this.#counts.sent += batch.length - rejected;
      } catch {
        if (this.#stop.signal.aborted) return;
        await this.#backoff(backoffMs);
        backoffMs = Math.min(LONGEST_BACKOFF_MS, backoffMs * 2);
        continue;
      }
      this.#queue.splice(0, batch.length);
      this.#bytes -= batch.reduce((sum, { json }) => sum + json.length, 0);
      backoffMs = FIRST_BACKOFF_MS;
    }
  }

  #batch(): SerializedEvent[] {
    let [count, bytes] = [0, 0];
    for (const { json } of this.#queue) {
      if (count > 0 && (count >= this.#limits.maxCount || bytes + json.length > this.#limits.maxBytes)) break;
      count += 1;
      bytes += json.length;
    }
    return this.#queue.slice(0, count);
  }

  async #backoff(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds * (0.75 + Math.random() / 2)).unref();
      this.#wakeFromBackoff = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wakeFromBackoff = null;
  }
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
