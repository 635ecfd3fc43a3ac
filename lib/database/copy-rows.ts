import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";

/** The signature, the flags and the length of the header's extension, which PostgreSQL leaves empty. */
const HEADER_BYTES = 11 + 4 + 4;

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

/** The rows of what was copied, each as its fields' bytes in the types' own binary forms. */
export function copiedRows(bytes: Buffer): (Buffer | null)[][] {
  const rows: (Buffer | null)[][] = [];
  let at = HEADER_BYTES;
  // The last row is followed by a count of -1.
  for (let fields = bytes.readInt16BE(at); fields >= 0; fields = bytes.readInt16BE(at)) {
    at += 2;
    const row: (Buffer | null)[] = [];
    for (let field = 0; field < fields; field++) {
      const length = bytes.readInt32BE(at);
      at += 4;
      row.push(length < 0 ? null : bytes.subarray(at, at + length));
      at += Math.max(0, length);
    }
    rows.push(row);
  }
  return rows;
}
