import type { Archive } from "../stores/archive/port.ts";
import { type ArchivedFile, commitsOf } from "./commit.ts";
import { compactionsOf } from "./compaction.ts";

/** Instants, milliseconds since 1970: from the first up to, not including, the second; whole hours. */
export interface HourRange {
  from: number;
  to: number;
}

/**
 * The files that together hold each archived record of these hours once: of commits, with what compaction made in
 * place of what it replaced. This is the manifest of a load.
 */
export async function filesOf(
  archive: Archive,
  topic: string,
  { from, to }: HourRange,
): Promise<ArchivedFile[]> {
  const files = new Map<string, ArchivedFile>();
  // No event is far ahead of its arrival: earlier commits hold none of these hours.
  for await (const commit of commitsOf(archive, topic, from)) {
    for (const { key, hour, rows, bytes, checksum } of commit.files) {
      const instant = Date.parse(hour);
      if (instant >= from && instant < to) files.set(key, { key, hour, rows, bytes, checksum });
    }
  }
  return compacted(archive, topic, [...files.values()]);
}

/** The same files, with what compaction made in place of what it replaced; all of an hour's have to be among them. */
export async function compacted(
  archive: Archive,
  topic: string,
  committed: readonly ArchivedFile[],
): Promise<ArchivedFile[]> {
  const files = new Map(committed.map((file) => [file.key, file]));
  const hours = new Set(committed.map(({ hour }) => Date.parse(hour)));
  for (const hour of hours) {
    for (const { file, replaces } of await compactionsOf(archive, topic, hour)) {
      for (const key of replaces) files.delete(key);
      files.set(file.key, file);
    }
  }
  return [...files.values()].sort((left, right) => (left.key < right.key ? -1 : 1));
}
