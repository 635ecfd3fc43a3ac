import { type DecodedArray, parquetRead } from "hyparquet";
import { type NamedFile, openParquet, orDamaged } from "#lib/archive/open-parquet.ts";
import { PARSERS } from "#lib/archive/parsers.ts";
import type { Archive } from "#lib/stores/archive/port.ts";

/** Rows `start` up to, not including, `end` of each column, in the order in which they were asked for. */
export interface ColumnChunk {
  rows: number;
  columns: DecodedArray[];
}

function joined(parts: DecodedArray[]): DecodedArray {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  return parts.flatMap((part) => Array.from(part as ArrayLike<unknown>));
}

/**
 * Some columns of a file, a row group at a time and column by column: no object is made for a row. Throws
 * `ArchiveDamaged`.
 */
export async function* readColumns(
  archive: Archive,
  archived: NamedFile,
  names: readonly string[],
): AsyncGenerator<ColumnChunk> {
  const { file, metadata } = await openParquet(archive, archived);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const parts = new Map<string, DecodedArray[]>(names.map((name) => [name, []]));
    await orDamaged(archived.key, () =>
      parquetRead({
        ...{ file, metadata, parsers: PARSERS, columns: [...names], rowStart, rowEnd },
        onChunk: ({ columnName, columnData }) => {
          parts.get(columnName)?.push(columnData);
        },
      }),
    );
    yield { rows: rowEnd - rowStart, columns: names.map((name) => joined(parts.get(name) ?? [])) };
    rowStart = rowEnd;
  }
}
