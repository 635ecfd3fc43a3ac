import { parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import type { Archive } from "../stores/archive/port.ts";
import type { ArchivedFile } from "./commit.ts";

export type ArchivedRow = Record<string, unknown>;

/** The file is not there, or not whole, although a commit names it. */
export class ArchiveDamaged extends Error {
  override readonly name = "ArchiveDamaged";
}

/**
 * Rows of a file, a row group at a time; all columns, or some. Whole numbers of 64 bits are bigints, timestamps Dates,
 * `bytes` Uint8Arrays. Throws `ArchiveDamaged`.
 */
export async function* readRows(
  archive: Archive,
  { key, bytes, rows }: Pick<ArchivedFile, "key" | "bytes" | "rows">,
  columns?: string[],
): AsyncIterable<ArchivedRow[]> {
  const file = {
    byteLength: bytes,
    async slice(start: number, end = bytes): Promise<ArrayBuffer> {
      const part = await archive.read(key, { start: start < 0 ? bytes + start : start, end });
      if (part === null) throw new ArchiveDamaged(`The archive has lost ${key}`);
      return new Uint8Array(part).buffer;
    },
  };
  const metadata = await parquetMetadataAsync(file);
  if (Number(metadata.num_rows) !== rows)
    throw new ArchiveDamaged(`${key} holds ${metadata.num_rows} rows, not ${rows}`);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    yield await parquetReadObjects({
      file,
      metadata,
      rowStart,
      rowEnd,
      utf8: false, // of columns that are no texts
      ...(columns === undefined ? {} : { columns }),
    });
    rowStart = rowEnd;
  }
}
