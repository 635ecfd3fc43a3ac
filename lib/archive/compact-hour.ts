import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../clock.ts";
import type { Archive } from "../stores/archive/port.ts";
import type { ArchivedFile } from "./commit.ts";
import { compactionsOf, writeCompaction } from "./compaction.ts";
import { filesOf } from "./files.ts";
import { compactedKey } from "./names.ts";
import { ArchiveDamaged } from "./open-parquet.ts";
import { ParquetFile } from "./parquet-file.ts";
import { type ArchivedRow, readRows } from "./read-rows.ts";
import type { CellValue, Shape } from "./shape.ts";
import { type ArchivedTopic, shapeOf } from "./topics.ts";

const HOUR_MS = 3_600_000;
/** A file of this size is left alone; merged ones grow to four times that. */
const SMALL_BYTES = 64 * 1_048_576;
const MERGED_BYTES = 4 * SMALL_BYTES;
const ROW_GROUP = { rows: 50_000, bytes: 32 * 1_048_576 };

interface Deps {
  archive: Archive;
  clock: Clock;
  /** A folder on this machine. */
  spool: string;
}

/** What is read of a file, as its writer takes it. */
function asWritten(shape: Shape<never>): Shape<ArchivedRow> {
  return {
    columns: shape.columns.map((column) => ({
      ...column,
      of: (row) => {
        const value = row[column.name];
        if (value instanceof Date) return value.getTime();
        return typeof value === "bigint" ? Number(value) : (value as CellValue);
      },
    })),
  };
}

/** As many small ones as fit into one; fewer than two are not worth the work. */
function chosen(files: ArchivedFile[]): ArchivedFile[] {
  let room = MERGED_BYTES;
  const small = files
    .filter(({ bytes }) => bytes < SMALL_BYTES)
    .sort((left, right) => left.bytes - right.bytes);
  const fitting = small.filter(({ bytes }) => {
    room -= bytes;
    return room >= 0;
  });
  return fitting.length < 2 ? [] : fitting;
}

/**
 * Merges the small files of an hour into one and says so by a compaction, which readers follow at once; the replaced
 * files stay for those who read them (`sweepDay` removes them later). Answers how many were replaced: 0 when there was
 * nothing to do, or another did it at the same moment. Throws `ArchiveDamaged` when rows are missing.
 */
export async function compactHour(
  { archive, clock, spool }: Deps,
  topic: ArchivedTopic,
  hour: number,
): Promise<number> {
  const number = (await compactionsOf(archive, topic, hour)).length;
  const replaced = chosen(await filesOf(archive, topic, { from: hour, to: hour + HOUR_MS }));
  if (replaced.length === 0) return 0;
  const folder = await mkdtemp(join(spool, "compact-"));
  const merged = new ParquetFile(asWritten(shapeOf(topic)), join(folder, "merged.parquet"));
  try {
    let checksum = 0;
    for (const file of replaced) {
      for await (const rows of readRows(archive, file)) {
        for (const row of rows) {
          checksum += Number(row.checksum);
          merged.add(row);
        }
        if (merged.waiting.rows >= ROW_GROUP.rows || merged.waiting.bytes >= ROW_GROUP.bytes)
          await merged.flush();
      }
    }
    const sum = (field: "rows" | "checksum") => replaced.reduce((total, file) => total + file[field], 0);
    if (merged.rows !== sum("rows") || checksum !== sum("checksum"))
      throw new ArchiveDamaged(
        `Files of ${topic} at ${replaced[0]?.hour} do not hold what their commits say`,
      );
    const bytes = await merged.finish();
    const key = compactedKey(topic, hour);
    await archive.putFile(key, merged.path);
    const file = { key, hour: new Date(hour).toISOString(), rows: merged.rows, bytes, checksum };
    const at = new Date(clock.now()).toISOString();
    const keys = replaced.map((each) => each.key);
    if (await writeCompaction(archive, { version: 1, topic, at, replaces: keys, file }, number))
      return replaced.length;
    await archive.remove([key]);
    return 0;
  } finally {
    await merged.discard();
    await rm(folder, { recursive: true, force: true });
  }
}
