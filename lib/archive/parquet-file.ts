import { type FileHandle, open, rm } from "node:fs/promises";
import type { SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { ColumnBuffer } from "./columns/column-buffer.ts";
import { openColumn } from "./columns/open-column.ts";
import { writeChunk } from "./columns/write-chunk.ts";
import { parquetSchema, type Shape } from "./shape.ts";

const schemas = new WeakMap<Shape<never>, SchemaElement[]>();

/** Row groups of a file are much alike. */
const MARGIN = 1.125;

/** One for all files of a shape. */
function schemaOf(shape: Shape<never>): SchemaElement[] {
  const schema = schemas.get(shape) ?? parquetSchema(shape.columns);
  schemas.set(shape, schema);
  return schema;
}

/** Its memory beyond a little is free at once: a file of an hour long past may get no more rows for long. */
function empty(bytes: ByteWriter): void {
  bytes.buffer = bytes.buffer.transfer(1_024);
  bytes.view = new DataView(bytes.buffer);
  bytes.index = 0;
}

/** A Parquet file on this machine that is being written: rows wait in memory until they are a row group. */
export class ParquetFile<Row> {
  readonly path: string;
  readonly #shape: Shape<Row>;
  readonly #bytes = new ByteWriter();
  readonly #parquet: ParquetWriter;
  readonly #columns: ColumnBuffer[];
  #handle: FileHandle | null = null;
  #rows = 0;
  #waiting = 0;
  /** What the row group before took, and a little more, in bytes. */
  #lastGroup = 0;

  constructor(shape: Shape<Row>, path: string) {
    this.#shape = shape;
    this.path = path;
    this.#columns = shape.columns.map(openColumn);
    this.#parquet = new ParquetWriter({
      writer: this.#bytes,
      schema: schemaOf(shape),
      createdBy: "channelscope",
    });
  }

  get rows(): number {
    return this.#rows;
  }

  /** Row groups so far. */
  get groups(): number {
    return this.#parquet.row_groups.length;
  }

  /** Of the file so far, in bytes; what waits is not in it yet. */
  get size(): number {
    return this.#bytes.offset;
  }

  /** Rows that wait, and what they take in memory, in bytes. */
  get waiting(): { rows: number; bytes: number } {
    let bytes = 0;
    for (const column of this.#columns) bytes += column.bytes;
    return { rows: this.#waiting, bytes };
  }

  add(row: Row): void {
    const { columns } = this.#shape;
    for (let index = 0; index < columns.length; index += 1) {
      this.#columns[index]?.push(columns[index]?.of(row));
    }
    this.#rows += 1;
    this.#waiting += 1;
  }

  /** Makes a row group of what waits and writes it to the disk. */
  async flush(): Promise<void> {
    if (this.#waiting === 0) return;
    const [, ...elements] = this.#parquet.schema;
    const start = this.#bytes.offset;
    // Grown by doubling, it would leave as much again to the collector.
    this.#bytes.ensure(this.#lastGroup);
    const columns = elements.flatMap((element, index) => {
      const column = this.#columns[index];
      if (column === undefined) return [];
      const chunk = writeChunk(this.#bytes, element, column.take());
      column.release();
      return [chunk];
    });
    const rows = BigInt(this.#waiting);
    this.#parquet.row_groups.push({
      columns,
      total_byte_size: columns.reduce(
        (sum, { meta_data }) => sum + (meta_data?.total_uncompressed_size ?? 0n),
        0n,
      ),
      num_rows: rows,
      total_compressed_size: BigInt(this.#bytes.offset - start),
    });
    this.#parquet.num_rows += rows;
    this.#lastGroup = Math.ceil((this.#bytes.offset - start) * MARGIN);
    this.#waiting = 0;
    await this.#drain();
  }

  /** Completes the file; answers its length in bytes. */
  async finish(): Promise<number> {
    await this.flush();
    await this.#parquet.finish();
    await this.#drain();
    await this.#handle?.close();
    this.#handle = null;
    return this.size;
  }

  /** Removes the file, finished or not. */
  async discard(): Promise<void> {
    await this.#handle?.close();
    this.#handle = null;
    await rm(this.path, { force: true });
  }

  async #drain(): Promise<void> {
    this.#handle ??= await open(this.path, "wx");
    await this.#handle.writeFile(this.#bytes.getBytes());
    empty(this.#bytes);
  }
}
