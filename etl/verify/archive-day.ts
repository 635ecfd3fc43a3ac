import type { ArchivedFile, Commit } from "#lib/archive/commit.ts";
import { compacted } from "#lib/archive/files.ts";
import type { ArchivedTopic } from "#lib/archive/topics.ts";
import type { Archive } from "#lib/stores/archive/port.ts";
import { compareHours } from "#lib/verification/compare-hours.ts";
import { NOTHING, plus, type StepResult, type Sums } from "#lib/verification/types.ts";
import { type Day, rangeOf } from "../day.ts";
import { HOUR_MS, hoursOf } from "./hours.ts";

/** An hour as the archive's commits have it. */
interface ArchivedHour {
  files: ArchivedFile[];
  /** Of all rows, repeated ones too. */
  committed: Sums;
  /** Of the files that are there as their commits say. */
  present: Sums;
  /** When the last commit of it was made, milliseconds since 1970; 0: there is none. */
  committedAt: number;
}

export type ArchivedDay = ReadonlyMap<number, ArchivedHour>;

/** What commits say of a day, and whether their files are there. `commits`: all that can name files of it. */
export async function readArchivedDay(
  archive: Archive,
  topic: ArchivedTopic,
  day: Day,
  commits: readonly Commit[],
): Promise<ArchivedDay> {
  const { from, to } = rangeOf(day);
  const committedAt = new Map<number, number>();
  const named: ArchivedFile[] = [];
  for (const { at, files } of commits)
    for (const { key, hour, rows, bytes, checksum } of files) {
      const instant = Date.parse(hour);
      if (instant < from || instant >= to) continue;
      named.push({ key, hour, rows, bytes, checksum });
      committedAt.set(instant, Math.max(committedAt.get(instant) ?? 0, Date.parse(at)));
    }
  const files = await compacted(archive, topic, named);
  const present = new Map<string, number>();
  if (files.length > 0)
    for await (const { key, bytes } of archive.list(`${topic}/${day.replaceAll("-", "/")}/`))
      present.set(key, bytes);
  const hours = new Map<number, ArchivedHour>();
  for (const hour of hoursOf(day)) {
    const own = files.filter((file) => Date.parse(file.hour) === hour);
    const sum = (some: readonly ArchivedFile[]) =>
      some.reduce<Sums>((total, { rows, checksum }) => plus(total, { rows, checksum }), NOTHING);
    hours.set(hour, {
      files: own,
      committed: sum(own),
      present: sum(own.filter(({ key, bytes }) => present.get(key) === bytes)),
      committedAt: committedAt.get(hour) ?? 0,
    });
  }
  return hours;
}

/** Whether the files that commits name are there, each as large as its commit says. */
export function verifyFiles(topic: ArchivedTopic, hours: ArchivedDay): StepResult {
  const some = [...hours].filter(([, { files }]) => files.length > 0);
  const last = some.at(-1)?.[0];
  return compareHours({
    step: "archive_files",
    subject: topic,
    store: "archive",
    hours: some.map(([hour, { committed, present }]) => ({ hour, source: committed, here: present })),
    completeTo: last === undefined ? null : last + HOUR_MS,
  });
}
