import { type FileHandle, open, rm } from "node:fs/promises";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { type CellValue, isWide, parquetSchema, type Shape } from "./shape.ts";

type Cell = CellValue | bigint;

/** Texts of which hardly two are equal, as bytes from Node's pool: a third of what the writer takes for its own. */
function encoded(cells: Cell[], unique: true | undefined): Cell[] {
  if (!unique) return cells;
  return cells.map((cell) => (typeof cell === "string" ? Buffer.from(cell) : cell));
}

/** A Parquet file on this machine that is being written: rows wait in memory until they are a row group. */
export class ParquetFile<Row> {
  readonly path: string;
  readonly #shape: Shape<Row>;
  readonly #bytes = new ByteWriter(65_536);
  readonly #parquet: ParquetWriter;
  #columns: Cell[][];
  #handle: FileHandle | null = null;
  #rows = 0;
  #waiting = 0;
  #waitingBytes = 0;

  constructor(shape: Shape<Row>, path: string) {
    this.#shape = shape;
    this.path = path;
    this.#columns = shape.columns.map(() => []);
    this.#parquet = new ParquetWriter({
      writer: this.#bytes,
      schema: parquetSchema(shape.columns),
      createdBy: "channelscope",
    });
  }

  get rows(): number {
    return this.#rows;
  }

  /** Of the file so far, in bytes; what waits is not in it yet. */
  get size(): number {
    return this.#bytes.offset;
  }

  /** Rows that wait, and what they are estimated to take, in bytes. */
  get waiting(): { rows: number; bytes: number } {
    return { rows: this.#waiting, bytes: this.#waitingBytes };
  }

  /** `bytes` is an estimate of what the row takes in memory. */
  add(row: Row, bytes: number): void {
    const { columns } = this.#shape;
    for (let index = 0; index < columns.length; index += 1) {
      const column = columns[index];
      const value = column?.of(row) ?? null;
      const wide = typeof value === "number" && column !== undefined && isWide(column.type);
      this.#columns[index]?.push(wide ? BigInt(value) : value);
    }
    this.#rows += 1;
    this.#waiting += 1;
    this.#waitingBytes += bytes;
  }

  /** Makes a row group of what waits and writes it to the disk. */
  async flush(): Promise<void> {
    if (this.#waiting === 0) return;
    const columns = this.#columns;
    await this.#parquet.write({
      columnData: this.#shape.columns.map(({ name, unique, bounds = false }, index) => ({
        name,
        data: encoded(columns[index] ?? [], unique),
        statistics: bounds,
        ...(unique ? { encoding: "PLAIN" as const } : {}),
      })),
      rowGroupSize: this.#waiting,
    });
    this.#columns = this.#shape.columns.map(() => []);
    this.#waiting = 0;
    this.#waitingBytes = 0;
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
    this.#bytes.index = 0;
  }
}
