import type { ColumnChunk, Encoding, SchemaElement } from "hyparquet";
import { ByteWriter } from "hyparquet-writer";
import { writePageHeader } from "hyparquet-writer/src/datapage.js";
import { writeRleBitPackedHybrid } from "hyparquet-writer/src/encoding.js";
import { snappyCompress } from "hyparquet-writer/src/snappy.js";
import type { EncodedColumn, EncodedValues } from "./column-buffer.ts";

/** Bits of the greatest of so many indexes. */
const widthOf = (distinct: number) => Math.ceil(Math.log2(distinct));

function valuesPage(values: EncodedValues): Uint8Array {
  if (values.encoding === "PLAIN") return values.page;
  const page = new ByteWriter();
  if (values.encoding === "RLE_DICTIONARY") {
    page.appendUint8(widthOf(values.distinct));
    writeRleBitPackedHybrid(page, values.indexes, widthOf(values.distinct));
  } else {
    const runs = new ByteWriter();
    writeRleBitPackedHybrid(runs, values.bits, 1);
    page.appendUint32(runs.offset);
    page.appendBytes(runs.getBytes());
  }
  return page.getBytes();
}

function definitionLevels(present: Uint8Array | null): Uint8Array {
  const levels = new ByteWriter();
  if (present !== null) writeRleBitPackedHybrid(levels, present, 1);
  return levels.getBytes();
}

/** Writes a page after its header, compressed by Snappy but for its levels; answers its size before that, header included. */
function writePage(
  writer: ByteWriter,
  header: Omit<Parameters<typeof writePageHeader>[1], "uncompressed_page_size" | "compressed_page_size">,
  { levels, data }: { levels?: Uint8Array; data: Uint8Array },
): number {
  const compressed = snappyCompress(data);
  const start = writer.offset;
  const levelBytes = levels?.length ?? 0;
  writePageHeader(writer, {
    ...header,
    uncompressed_page_size: levelBytes + data.length,
    compressed_page_size: levelBytes + compressed.length,
  });
  const headerBytes = writer.offset - start;
  if (levels !== undefined) writer.appendBytes(levels);
  writer.appendBytes(compressed);
  return headerBytes + levelBytes + data.length;
}

/** Writes a column's part of a row group: the dictionary's page, if there is one, and one page of data. */
export function writeChunk(
  writer: ByteWriter,
  { name, type }: Pick<SchemaElement, "name" | "type">,
  { rows, nulls, present, bounds, values }: EncodedColumn,
): ColumnChunk {
  if (type === undefined) throw new Error(`The column ${name} has no type.`);
  const start = writer.offset;
  const encodings: Encoding[] = [values.encoding];
  let uncompressed = 0;
  if (values.encoding === "RLE_DICTIONARY") {
    encodings.unshift("PLAIN");
    const header = { num_values: values.distinct, encoding: "PLAIN" as const };
    uncompressed += writePage(
      writer,
      { type: "DICTIONARY_PAGE", dictionary_page_header: header },
      { data: values.dictionary },
    );
  }
  const dataStart = writer.offset;
  const levels = definitionLevels(present);
  const header = {
    num_values: rows,
    num_nulls: nulls,
    num_rows: rows,
    encoding: values.encoding,
    definition_levels_byte_length: levels.length,
    repetition_levels_byte_length: 0,
    is_compressed: true,
  };
  uncompressed += writePage(
    writer,
    { type: "DATA_PAGE_V2", data_page_header_v2: header },
    { levels, data: valuesPage(values) },
  );
  return {
    file_offset: BigInt(start),
    meta_data: {
      type,
      encodings,
      path_in_schema: [name],
      codec: "SNAPPY",
      num_values: BigInt(rows),
      total_compressed_size: BigInt(writer.offset - start),
      total_uncompressed_size: BigInt(uncompressed),
      data_page_offset: BigInt(dataStart),
      ...(values.encoding === "RLE_DICTIONARY" ? { dictionary_page_offset: BigInt(start) } : {}),
      ...(bounds === null
        ? {}
        : { statistics: { min_value: bounds.least, max_value: bounds.greatest, null_count: BigInt(nulls) } }),
    },
  };
}
