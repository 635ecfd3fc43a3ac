import type { EventStream } from "../stores/event-stream/port.ts";
import { DEAD_TOPIC, letterOf, sourceOf } from "./letter.ts";
import type { DeadLetterDay } from "./views.ts";

const DAY_MS = 86_400_000;
/** Today and the seven days before. */
const DAYS = 8;
/** The stream's clock and ours may differ by this much. */
const SKEW_MS = 60_000;
/** Of a flood: its letters are alike, and reading on would be the web server's only work. */
const MOST_PER_DAY = 100_000;

const dayOf = (instant: number) => Math.floor(instant / DAY_MS) * DAY_MS;

/** One day's letters: read once to where the stream was, then on from there. */
class Day {
  readonly #from: number;
  #readFrom: number;
  /** Not counted yet; being read on; read to its end; given up, because it has too many. */
  #state: "new" | "open" | "over" | "flooded" = "new";
  #read = 0;
  /** Per partition, the offset after the last one read. */
  readonly #next = new Map<number, number>();
  /** Records that were told of: a redelivery writes a second letter. */
  readonly #sources = new Set<string>();
  readonly #reasons: Record<string, number> = {};

  constructor(from: number) {
    this.#from = from;
    this.#readFrom = from;
  }

  async advance(stream: Pick<EventStream, "readRange">, now: number): Promise<void> {
    if (this.#state === "over" || this.#state === "flooded") return;
    const to = Math.min(this.#from + DAY_MS, now + SKEW_MS);
    for await (const records of stream.readRange(DEAD_TOPIC, this.#readFrom, to)) {
      for (const record of records) {
        if (record.offset < (this.#next.get(record.partition) ?? 0)) continue;
        this.#next.set(record.partition, record.offset + 1);
        this.#read += 1;
        this.#count(letterOf(record));
      }
      if (this.#read >= MOST_PER_DAY) {
        this.#end("flooded");
        return;
      }
    }
    this.#readFrom = Math.max(this.#from, now - SKEW_MS);
    if (now < this.#from + DAY_MS + SKEW_MS) this.#state = "open";
    else this.#end("over");
  }

  #end(state: "over" | "flooded"): void {
    this.#state = state;
    this.#sources.clear();
  }

  #count(found: ReturnType<typeof letterOf>): void {
    if (found === null || this.#sources.has(sourceOf(found))) return;
    this.#sources.add(sourceOf(found));
    const { reason } = found.letter;
    this.#reasons[reason] = (this.#reasons[reason] ?? 0) + 1;
  }

  view(): DeadLetterDay {
    const reasons = this.#state === "new" ? null : { ...this.#reasons };
    return { day: this.#from, reasons, more: this.#state === "flooded" };
  }
}

/** How many letters each day of the last week has, by reason. Keeps what it counted: a day that is over is read once. */
export class DeadLetterDays {
  readonly #stream: Pick<EventStream, "readRange">;
  #days: Day[] = [];
  #today = Number.NaN;
  #refreshing: Promise<void> | null = null;

  constructor(stream: Pick<EventStream, "readRange">) {
    this.#stream = stream;
  }

  /** Reads on, the newest day first; whoever asks meanwhile waits for the same. Throws `StreamUnavailable`. */
  refresh(now: number): Promise<void> {
    this.#refreshing ??= this.#advance(now).finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  /** As far as they are counted by now, today first. */
  counts(): DeadLetterDay[] {
    return this.#days.map((day) => day.view());
  }

  async #advance(now: number): Promise<void> {
    this.#turnTo(dayOf(now));
    for (const day of this.#days) await day.advance(this.#stream, now);
  }

  #turnTo(today: number): void {
    // A clock that was set back comes to this midnight again.
    if (today <= this.#today) return;
    const passed = Number.isNaN(this.#today) ? DAYS : (today - this.#today) / DAY_MS;
    const begun = Array.from({ length: Math.min(DAYS, passed) }, (_, ago) => new Day(today - ago * DAY_MS));
    this.#days = [...begun, ...this.#days].slice(0, DAYS);
    this.#today = today;
  }
}
