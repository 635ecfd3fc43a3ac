import { z } from "zod";
import type { Archive, ArchivedObject } from "../stores/archive/port.ts";
import { commitFolder, commitKey, partitionFolder, type Source } from "./names.ts";

const offset = z.number().int().min(0);

/** One Parquet file; `hour` is the start of its events' hour (of arrival, in quarantine), `checksum` a sum. */
export const archivedFile = z.object({
  key: z.string(),
  hour: z.iso.datetime(),
  rows: z.number().int().min(1),
  bytes: z.number().int(),
  checksum: z.number().int().min(0),
});
export type ArchivedFile = z.output<typeof archivedFile>;

const committedFile = archivedFile.extend({ min_offset: offset, max_offset: offset });
export type CommittedFile = z.output<typeof committedFile>;

/**
 * What became of the records of one partition from `start` up to, not including, `end`: every one of them is in one of
 * the files. `start` is the end of the commit before; the first one begins with the first record that its archiver
 * was given: what went before is not of this archive.
 */
const commit = z.object({
  version: z.literal(1),
  topic: z.string(),
  incarnation: z.string(),
  partition: z.number().int(),
  start: offset,
  end: offset,
  at: z.iso.datetime(),
  files: z.array(committedFile),
  quarantined: z.array(committedFile),
});
export type Commit = z.output<typeof commit>;

const READ_AT_ONCE = 16;
/** The archive's clock and ours may differ by this much. */
const SKEW_MS = 3_600_000;

/**
 * Makes it the truth, unless another archiver was first with this start. Being asked twice is harmless: what is there
 * already and says the same was ours.
 */
export async function writeCommit(archive: Archive, written: Commit): Promise<"committed" | "superseded"> {
  const key = commitKey(written, written.start);
  const body = Buffer.from(JSON.stringify(written));
  if (await archive.create(key, body)) return "committed";
  const present = await archive.read(key);
  return present?.equals(body) ? "committed" : "superseded";
}

/** null: there is none of this start. */
export async function readCommit(archive: Archive, source: Source, start: number): Promise<Commit | null> {
  const body = await archive.read(commitKey(source, start));
  return body === null ? null : commit.parse(JSON.parse(body.toString()));
}

/** The newest commit of a partition; null: there is none. */
export async function lastCommit(archive: Archive, source: Source): Promise<Commit | null> {
  let last: string | null = null;
  for await (const { key } of archive.list(partitionFolder(source))) last = key;
  return last === null ? null : commit.parse(JSON.parse(String(await archive.read(last))));
}

/** The offset that the next commit of a partition begins with. */
export async function committedEnd(archive: Archive, source: Source): Promise<number> {
  return (await lastCommit(archive, source))?.end ?? 0;
}

/** Commits of a topic that were made since an instant, or all; within a partition in order. */
export async function* commitsOf(archive: Archive, topic: string, since = 0): AsyncIterable<Commit> {
  let keys: string[] = [];
  const read = (wanted: string[]) => Promise.all(wanted.map((key) => archive.read(key)));
  const isWanted = ({ modifiedAt }: ArchivedObject) => modifiedAt >= since - SKEW_MS;
  for await (const object of archive.list(commitFolder(topic))) {
    if (!isWanted(object)) continue;
    keys.push(object.key);
    if (keys.length < READ_AT_ONCE) continue;
    for (const body of await read(keys)) yield commit.parse(JSON.parse(String(body)));
    keys = [];
  }
  for (const body of await read(keys)) yield commit.parse(JSON.parse(String(body)));
}
