import { parquetReadObjects } from "hyparquet";
import type { Archive } from "../stores/archive/port.ts";
import { type NamedFile, openParquet, orDamaged } from "./open-parquet.ts";
import { PARSERS } from "./parsers.ts";

export type ArchivedRow = Record<string, unknown>;

/**
 * Rows of a file, a row group at a time; all columns, or some. Whole numbers of 64 bits are bigints, timestamps Dates,
 * `bytes` Uint8Arrays. Throws `ArchiveDamaged`.
 */
export async function* readRows(
  archive: Archive,
  archived: NamedFile,
  columns?: string[],
): AsyncIterable<ArchivedRow[]> {
  const { file, metadata } = await openParquet(archive, archived);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const wanted = { rowStart, rowEnd, ...(columns === undefined ? {} : { columns }) };
    yield await orDamaged(archived.key, () =>
      // `utf8`: of columns that are no texts
      parquetReadObjects({ file, metadata, parsers: PARSERS, utf8: false, ...wanted }),
    );
    rowStart = rowEnd;
  }
}
