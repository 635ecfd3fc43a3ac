import { DAY_MS, type Day, rangeOf } from "#etl/day.ts";
import { compactHour } from "#lib/archive/compact-hour.ts";
import { ARCHIVED_TOPICS } from "#lib/archive/topics.ts";
import type { Clock } from "#lib/clock.ts";
import { dayOf } from "#lib/day.ts";
import type { Archive } from "#lib/stores/archive/port.ts";

const HOUR_MS = 3_600_000;

interface Deps {
  archive: Archive;
  clock: Clock;
  spool: string;
}

/** Merges small files of hours that are over; of yesterday unless days are given. One line per hour that had some. */
export async function* compact(deps: Deps, days: Day[] | null): AsyncGenerator<string> {
  const now = deps.clock.now();
  for (const day of days ?? [dayOf(now - DAY_MS)]) {
    const { from, to } = rangeOf(day);
    for (const topic of ARCHIVED_TOPICS)
      for (let hour = from; hour < to && hour + HOUR_MS <= now; hour += HOUR_MS) {
        const merged = await compactHour(deps, topic, hour);
        if (merged > 0) yield `${topic} ${new Date(hour).toISOString()}: ${merged} files became one\n`;
      }
  }
}
