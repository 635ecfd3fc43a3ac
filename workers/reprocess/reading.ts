import { type AcceptSettings, acceptEvent } from "#lib/events/accept.ts";
import type { EventDocument } from "#lib/events/document.ts";
import type { EventStream, Topic } from "#lib/stores/event-stream/port.ts";

/** An event may be this much ahead of the clock, so it may have come before its hour began. */
const AHEAD_MS = 5 * 60_000;
/** The stream's clock and ours may differ by this much. */
const SKEW_MS = 60_000;

/** Reads a topic from some time to its end, and on from there each time it is asked again. */
export class StreamReading {
  readonly #stream: EventStream;
  readonly #topic: Topic;
  readonly #accept: AcceptSettings;
  /** Per partition, the offset after the last one read. */
  readonly #read = new Map<number, number>();
  #from: number;

  /** `from`: timestamp of the earliest event wanted, milliseconds since 1970. */
  constructor(stream: EventStream, topic: Topic, accept: AcceptSettings, from: number) {
    this.#stream = stream;
    this.#topic = topic;
    this.#accept = accept;
    this.#from = from - AHEAD_MS - SKEW_MS;
  }

  /**
   * The events of what came since the last call, up to everything the stream had taken when this one began. An
   * event's time is judged as of its arrival: what was too far ahead then stays a dead letter.
   */
  async *events(now: number): AsyncGenerator<EventDocument[]> {
    for await (const records of this.#stream.readRange(this.#topic, this.#from, now + SKEW_MS)) {
      const documents: EventDocument[] = [];
      for (const record of records) {
        if (record.offset < (this.#read.get(record.partition) ?? 0)) continue;
        this.#read.set(record.partition, record.offset + 1);
        const accepted = acceptEvent(record.value, record, record.appendedAt, this.#accept);
        if ("ok" in accepted) documents.push(accepted.ok);
      }
      yield documents;
    }
    this.#from = now - SKEW_MS;
  }
}
