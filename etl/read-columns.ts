import { type DecodedArray, parquetMetadataAsync, parquetRead } from "hyparquet";
import type { ArchivedFile } from "#lib/archive/commit.ts";
import { ArchiveDamaged } from "#lib/archive/read-rows.ts";
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
  { key, bytes, rows }: Pick<ArchivedFile, "key" | "bytes" | "rows">,
  names: readonly string[],
): AsyncGenerator<ColumnChunk> {
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
    const parts = new Map<string, DecodedArray[]>(names.map((name) => [name, []]));
    await parquetRead({
      file,
      metadata,
      columns: [...names],
      rowStart,
      rowEnd,
      onChunk: ({ columnName, columnData }) => {
        parts.get(columnName)?.push(columnData);
      },
    });
    yield { rows: rowEnd - rowStart, columns: names.map((name) => joined(parts.get(name) ?? [])) };
    rowStart = rowEnd;
  }
}
