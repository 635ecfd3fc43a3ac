import type { Archive } from "../stores/archive/port.ts";
import { readCommit } from "./commit.ts";
import { compactionsOf } from "./compaction.ts";
import { commitOf, hourFolder, quarantineTopic } from "./names.ts";

const HOUR_MS = 3_600_000;
const HOURS = 24;
/** An upload may be on its way to its commit, a reader on its way through replaced files, for so long. */
export const GRACE_MS = 86_400_000;

type Known = Map<string, Promise<Set<string>>>;

/** The keys that the commit of a data file names, read once for all of its files. */
function namedBeside(
  archive: Archive,
  topic: string,
  key: string,
  known: Known,
): Promise<Set<string>> | null {
  const commit = commitOf(key);
  if (commit === null) return null;
  const { incarnation, partition, start } = commit;
  const identity = `${incarnation}/${partition}/${start}`;
  const keys =
    known.get(identity) ??
    readCommit(archive, { topic, incarnation, partition }, start).then(
      (found) => new Set([...(found?.files ?? []), ...(found?.quarantined ?? [])].map((file) => file.key)),
    );
  known.set(identity, keys);
  return keys;
}

async function unneededOf(
  archive: Archive,
  { topic, folder }: { topic: string; folder: string },
  hour: number,
  now: number,
  known: Known,
) {
  const old: string[] = [];
  for await (const { key, modifiedAt } of archive.list(`${folder}/${hourFolder(hour)}`))
    if (modifiedAt < now - GRACE_MS) old.push(key);
  if (old.length === 0) return [];
  const compactions = await compactionsOf(archive, folder, hour);
  const made = new Set(compactions.map(({ file }) => file.key));
  const replaced = new Set(
    compactions.filter(({ at }) => Date.parse(at) < now - GRACE_MS).flatMap(({ replaces }) => replaces),
  );
  const unneeded: string[] = [];
  for (const key of old) {
    const named = (await namedBeside(archive, topic, key, known)) ?? made;
    if (replaced.has(key) || !named.has(key)) unneeded.push(key);
  }
  return unneeded;
}

/**
 * Removes data files of the day (of its start, UTC), quarantined ones too, that no reader needs: those that no commit
 * names, left by an archiver that was killed or second, and those replaced a day ago. Answers how many.
 */
export async function sweepDay(archive: Archive, topic: string, day: number, now: number): Promise<number> {
  const known: Known = new Map();
  let removed = 0;
  for (const folder of [topic, quarantineTopic(topic)])
    for (let hour = day; hour < day + HOURS * HOUR_MS; hour += HOUR_MS) {
      const unneeded = await unneededOf(archive, { topic, folder }, hour, now, known);
      await archive.remove(unneeded);
      removed += unneeded.length;
    }
  return removed;
}
