import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";

/** The signature, the flags and the length of the header's extension, which PostgreSQL leaves empty. */
const HEADER_BYTES = 11 + 4 + 4;
const TWO_32 = 2 ** 32;

/**
 * What a query gives, by COPY in its binary format: node-postgres would receive bytes as hexadecimal text, twice as
 * long and dear to read. The query takes no parameters.
 * https://www.postgresql.org/docs/18/sql-copy.html, "Binary Format"
 */
export async function copyOut(client: pg.ClientBase, query: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of client.query(copyTo(`copy (${query}) to stdout (format binary)`)))
    chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A row of what was copied, its fields in the types' own binary forms; only good until the next one is read. */
export class CopiedRow {
  readonly #bytes: Buffer;
  readonly #starts: number[] = [];
  /** -1: the field is null. */
  readonly #lengths: number[] = [];

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** The fields from here on; answers where the next row begins, null after the last. */
  read(from: number): number | null {
    const fields = this.#bytes.readInt16BE(from);
    // The last row is followed by a count of -1.
    if (fields < 0) return null;
    let at = from + 2;
    for (let field = 0; field < fields; field += 1) {
      const length = this.#bytes.readInt32BE(at);
      at += 4;
      this.#starts[field] = at;
      this.#lengths[field] = length;
      at += Math.max(0, length);
    }
    return at;
  }

  /** A `bytea`; shares its memory with all that was copied. */
  bytes(field: number): Buffer | null {
    const { start, end } = this.#span(field);
    return end < start ? null : this.#bytes.subarray(start, end);
  }

  text(field: number): string | null {
    const { start, end } = this.#span(field);
    return end < start ? null : this.#bytes.toString("utf8", start, end);
  }

  /** A `bigint` that is not null, exact up to JavaScript's greatest. */
  number(field: number): number {
    const { start } = this.#span(field);
    return this.#bytes.readInt32BE(start) * TWO_32 + this.#bytes.readUInt32BE(start + 4);
  }

  #span(field: number): { start: number; end: number } {
    const start = this.#starts[field] ?? 0;
    return { start, end: start + (this.#lengths[field] ?? -1) };
  }
}

/** What `read` makes of each row that was copied. */
export function copiedRows<Row>(bytes: Buffer, read: (row: CopiedRow) => Row): Row[] {
  const rows: Row[] = [];
  const row = new CopiedRow(bytes);
  for (let at = row.read(HEADER_BYTES); at !== null; at = row.read(at)) rows.push(read(row));
  return rows;
}
