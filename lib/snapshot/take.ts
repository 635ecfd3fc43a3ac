import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { ParquetFile } from "../archive/parquet-file.ts";
import type { Clock } from "../clock.ts";
import type { Pseudonymize } from "../events/pseudonym.ts";
import type { Archive } from "../stores/archive/port.ts";
import type { Adopt } from "./adopt.ts";
import { commitSnapshot, readSnapshot, type SnapshotCommit, snapshotFolder } from "./commit.ts";
import { ENTITIES, type Entity, SNAPSHOT_SHAPES, type SnapshotRow } from "./entities.ts";
import { SnapshotRefused, type SnapshotSession, type SnapshotSource, type SourceRow } from "./source.ts";
import { readTruth } from "./truth.ts";

const ROW_GROUP = 50_000;

export interface SnapshotDeps {
  source: SnapshotSource;
  pseudonymize: Pseudonymize;
  /** Told of the rows as the source has them; null where that is the application itself. */
  adopt: Adopt | null;
}

interface Deps extends SnapshotDeps {
  archive: Archive;
  clock: Clock;
  /** A folder on this machine. */
  spool: string;
}

/** A row as every store keeps it. Throws `SnapshotRefused`. */
function rowOf(entity: Entity, row: SourceRow, pseudonymize: Pseudonymize): SnapshotRow {
  const kept: Record<string, string | number | boolean | null> = {};
  for (const { name, type, required } of SNAPSHOT_SHAPES[entity].columns) {
    const value = row[name] ?? null;
    if (value === null) {
      if (required) throw new SnapshotRefused(`A row of ${entity} has no ${name}.`);
      kept[name] = null;
    } else if (type === "timestamp") {
      const at = value instanceof Date ? value.getTime() : Date.parse(String(value));
      if (Number.isNaN(at)) throw new SnapshotRefused(`A row of ${entity} has a ${name} that is no instant.`);
      kept[name] = at;
    } else if (type === "boolean") kept[name] = readTruth(entity, row, name);
    else kept[name] = name === "user_id" ? pseudonymize(String(value)) : String(value);
  }
  return kept;
}

/** Brings an entity to the archive; nothing is said of it yet. */
async function copy(
  { archive, pseudonymize, adopt }: Deps,
  session: SnapshotSession,
  { entity, day, folder }: { entity: Entity; day: string; folder: string },
): Promise<SnapshotCommit["entities"][Entity]> {
  const counted = await session.count(entity);
  const parquet = new ParquetFile(SNAPSHOT_SHAPES[entity], join(folder, `${entity}.parquet`));
  for await (const rows of session.rows(entity)) {
    const kept = rows.map((row) => rowOf(entity, row, pseudonymize));
    await adopt?.(entity, rows);
    for (const row of kept) parquet.add(row);
    if (parquet.waiting.rows >= ROW_GROUP) await parquet.flush();
  }
  const { rows } = parquet;
  if (rows !== counted)
    throw new SnapshotRefused(`The source counted ${counted} ${entity} and gave ${rows}.`);
  if (rows === 0) return { counted, file: null };
  const bytes = await parquet.finish();
  const key = `${snapshotFolder(entity, day)}${randomBytes(8).toString("hex")}.parquet`;
  await archive.putFile(key, parquet.path);
  return { counted, file: { key, bytes, rows } };
}

/** Takes the day's snapshot unless there is one; answers the one that stands, and whether it is ours. */
export async function takeSnapshot(
  deps: Deps,
  day: string,
): Promise<{ commit: SnapshotCommit; taken: boolean }> {
  const { archive, clock, source, spool } = deps;
  const present = await readSnapshot(archive, day);
  if (present !== null) return { commit: present, taken: false };
  await mkdir(spool, { recursive: true });
  const folder = await mkdtemp(join(spool, "snapshot-"));
  const session = await source.open();
  const entities = {} as SnapshotCommit["entities"];
  try {
    for (const entity of ENTITIES) entities[entity] = await copy(deps, session, { entity, day, folder });
  } finally {
    await session.close();
    await rm(folder, { recursive: true, force: true });
  }
  const at = new Date(clock.now()).toISOString();
  const commit: SnapshotCommit = { version: 1, day, at, source: source.name, entities };
  if (await commitSnapshot(archive, commit)) return { commit, taken: true };
  await archive.remove(Object.values(entities).flatMap(({ file }) => (file === null ? [] : [file.key])));
  const other = await readSnapshot(archive, day);
  if (other === null) throw new SnapshotRefused(`The snapshot of ${day} was removed while it was taken.`);
  return { commit: other, taken: false };
}
