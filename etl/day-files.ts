import type { ArchivedFile } from "#lib/archive/commit.ts";
import { filesOf } from "#lib/archive/files.ts";
import type { ArchivedSet } from "#lib/archive/topics.ts";
import { dayOf } from "#lib/day.ts";
import type { Archive } from "#lib/stores/archive/port.ts";
import { type Day, rangeOf } from "./day.ts";

/** What the archive has of days. */
export interface DayFiles {
  /** When it was asked, milliseconds since 1970. */
  at: number;
  /** The manifest of a topic's day. */
  of(topic: ArchivedSet, day: Day): Promise<readonly ArchivedFile[]>;
}

/** Asked for each day. */
export const currentFiles = (archive: Archive, now: number): DayFiles => ({
  at: now,
  of: (topic, day) => filesOf(archive, topic, rangeOf(day)),
});

/**
 * Asked for all of these days (ascending) at once: commits are found by when they were made, so each day by itself would
 * read those of all days after it.
 */
export async function filesOfAll(
  archive: Archive,
  topics: readonly ArchivedSet[],
  days: readonly Day[],
  now: number,
): Promise<DayFiles> {
  const [first, last] = [days.at(0), days.at(-1)];
  if (first === undefined || last === undefined) return currentFiles(archive, now);
  const range = { from: rangeOf(first).from, to: rangeOf(last).to };
  const byDay = new Map<string, ArchivedFile[]>();
  for (const topic of new Set(topics))
    for (const file of await filesOf(archive, topic, range)) {
      const key = `${topic} ${dayOf(Date.parse(file.hour))}`;
      const known = byDay.get(key);
      if (known === undefined) byDay.set(key, [file]);
      else known.push(file);
    }
  return { at: now, of: async (topic, day) => byDay.get(`${topic} ${day}`) ?? [] };
}
