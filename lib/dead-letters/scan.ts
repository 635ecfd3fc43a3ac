import type { EventStream } from "../stores/event-stream/port.ts";
import { DEAD_TOPIC, type FoundLetter, letterOf, matches, sourceOf } from "./letter.ts";
import type { DeadLetterFilter } from "./views.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Letters of a flood are alike: beyond this many, a shorter time is the better question. */
const MOST_LOOKED_AT = 20_000;
/** How far back each step goes from the range's end. Opening a range costs something, so there are few. */
const STEPS = [15 * MINUTE, 2 * HOUR, 24 * HOUR];

export interface Scan {
  /** What matches, newest first; of one record's letters the newest. */
  found: FoundLetter[];
  looked: number;
  lookedFrom: number;
  complete: boolean;
}

/** [from, to) cut into stretches, the newest first. */
function* stretches(from: number, to: number): Generator<{ from: number; to: number }> {
  let end = to;
  for (const step of STEPS) {
    const start = to - step;
    if (start <= from) break;
    yield { from: start, to: end };
    end = start;
  }
  if (end > from) yield { from, to: end };
}

/** Reads letters from the newest time back, until `enough` match, the range ends, or there are too many. */
export async function scanLetters(
  stream: Pick<EventStream, "readRange">,
  filter: DeadLetterFilter,
  enough: number,
): Promise<Scan> {
  const found = new Map<string, FoundLetter>();
  let looked = 0;
  let lookedFrom = filter.to;
  for (const { from, to } of stretches(filter.from, filter.to)) {
    const stretch: FoundLetter[] = [];
    let full = false;
    for await (const records of stream.readRange(DEAD_TOPIC, from, to)) {
      looked += records.length;
      for (const record of records) {
        const letter = letterOf(record);
        if (letter !== null && matches(letter, filter)) stretch.push(letter);
      }
      full = looked >= MOST_LOOKED_AT;
      if (full) break;
    }
    for (const letter of stretch.sort(newestFirst)) {
      if (!found.has(sourceOf(letter))) found.set(sourceOf(letter), letter);
    }
    lookedFrom = from;
    if (full) return { found: [...found.values()], looked, lookedFrom, complete: false };
    if (found.size >= enough) break;
  }
  return { found: [...found.values()], looked, lookedFrom, complete: true };
}

function newestFirst(a: FoundLetter, b: FoundLetter): number {
  return Date.parse(b.letter.at) - Date.parse(a.letter.at) || (a.id < b.id ? 1 : -1);
}
