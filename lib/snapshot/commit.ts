import { z } from "zod";
import type { Archive } from "../stores/archive/port.ts";
import { ENTITIES, type Entity } from "./entities.ts";

const entity = z.object({
  /** As the source counted them, in the same state as it was read in. */
  counted: z.number().int().min(0),
  /** null: there is none of them. */
  file: z.object({ key: z.string(), bytes: z.number().int(), rows: z.number().int().min(1) }).nullable(),
});

/** Makes a day's snapshot visible as a whole. */
const snapshotCommit = z.object({
  version: z.literal(1),
  /** UTC, `YYYY-MM-DD`. */
  day: z.iso.date(),
  at: z.iso.datetime(),
  source: z.string(),
  entities: z.record(z.enum(ENTITIES), entity),
});
export type SnapshotCommit = z.output<typeof snapshotCommit>;

const inPath = (day: string) => day.replaceAll("-", "/");

const commitKey = (day: string) => `_commits/snapshots/${inPath(day)}.json`;

export const snapshotFolder = (of: Entity, day: string) => `snapshots/${of}/${inPath(day)}/`;

/** null: there is none of this day. */
export async function readSnapshot(archive: Archive, day: string): Promise<SnapshotCommit | null> {
  const body = await archive.read(commitKey(day));
  return body === null ? null : snapshotCommit.parse(JSON.parse(body.toString()));
}

/** Answers whether it is the day's snapshot; false: another was first. */
export async function commitSnapshot(archive: Archive, commit: SnapshotCommit): Promise<boolean> {
  const body = Buffer.from(JSON.stringify(commit));
  if (await archive.create(commitKey(commit.day), body)) return true;
  return (await archive.read(commitKey(commit.day)))?.equals(body) ?? false;
}
