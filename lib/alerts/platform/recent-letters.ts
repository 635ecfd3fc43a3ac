import { DEAD_TOPIC } from "../../dead-letters/letter.ts";
import type { EventStream } from "../../stores/event-stream/port.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The stream's clock and ours may differ by this much. */
const SKEW_MS = MINUTE;
/** Read at a time: of a flood so many are enough to raise the alarm, and the next round reads on. */
const MOST_AT_ONCE = 50_000;

/** Counts the dead letters of the last hour, reading each of them once. */
export class RecentLetters {
  readonly #stream: Pick<EventStream, "readRange">;
  #readFrom: number | null = null;
  /** Per partition, the offset after the last one read. */
  readonly #next = new Map<number, number>();
  /** By the minute in which the stream took them. */
  readonly #minutes = new Map<number, number>();

  constructor(stream: Pick<EventStream, "readRange">) {
    this.#stream = stream;
  }

  async count(now: number): Promise<number> {
    const from = Math.max(this.#readFrom ?? 0, now - HOUR);
    const readTo = await this.#read(from, now + SKEW_MS);
    this.#readFrom = readTo ?? now - SKEW_MS;
    let letters = 0;
    for (const [minute, count] of this.#minutes) {
      if (minute <= now - HOUR - MINUTE) this.#minutes.delete(minute);
      else letters += count;
    }
    return letters;
  }

  /** Answers where it stopped; null: at the end. */
  async #read(from: number, to: number): Promise<number | null> {
    let read = 0;
    for await (const records of this.#stream.readRange(DEAD_TOPIC, from, to)) {
      for (const { partition, offset, appendedAt } of records) {
        if (offset < (this.#next.get(partition) ?? 0)) continue;
        this.#next.set(partition, offset + 1);
        const minute = Math.floor(appendedAt / MINUTE) * MINUTE;
        this.#minutes.set(minute, (this.#minutes.get(minute) ?? 0) + 1);
        read += 1;
      }
      if (read >= MOST_AT_ONCE) return from;
    }
    return null;
  }
}
