import { type ArchivedRow, readRows } from "../../archive/read-rows.ts";
import type { Archive } from "../archive/port.ts";
import { LoadRefused, type Manifest } from "./port.ts";
import type { WarehouseColumn, WarehouseTable } from "./table.ts";

/** Of COPY sent at once: large enough to keep the socket busy. */
const CHUNK_CHARACTERS = 128 * 1024;

const SPECIAL = /[\0\b\f\n\r\t\v\\]/;

/** NUL, which PostgreSQL cannot hold, becomes the replacement character. */
function escaped(value: string): string {
  if (!SPECIAL.test(value)) return value;
  return value
    .replaceAll("\0", "\ufffd")
    .replaceAll("\\", "\\\\")
    .replaceAll("\t", "\\t")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r");
}

function cell(value: unknown, { name, bytes = 256, type }: WarehouseColumn): string {
  if (value === null || value === undefined) return "\\N";
  if (value instanceof Date) return value.toISOString().slice(0, -1);
  if (typeof value !== "string") return String(value);
  // As Redshift counts, so that what loads here loads there.
  if (type === "text" && value.length * 3 > bytes && Buffer.byteLength(value) > bytes)
    throw new LoadRefused(`A value of ${name} is longer than its ${bytes} bytes`);
  return escaped(value);
}

function line(row: ArchivedRow, { name, columns }: WarehouseTable): string {
  const values = Object.values(row);
  if (values.length !== columns.length)
    throw new LoadRefused(`${name} has ${columns.length} columns, the file has ${values.length}`);
  let text = "";
  for (const [place, column] of columns.entries())
    text += `${place === 0 ? "" : "\t"}${cell(values[place], column)}`;
  return `${text}\n`;
}

/** All rows of the files as COPY's text format takes them, columns by position. Throws `LoadRefused`, `ArchiveDamaged`. */
export async function* copyLines(
  archive: Archive,
  table: WarehouseTable,
  { entries }: Manifest,
): AsyncGenerator<Buffer> {
  for (const entry of entries) {
    for await (const rows of readRows(archive, entry)) {
      let chunk = "";
      for (const row of rows) {
        chunk += line(row, table);
        if (chunk.length < CHUNK_CHARACTERS) continue;
        yield Buffer.from(chunk);
        chunk = "";
      }
      if (chunk !== "") yield Buffer.from(chunk);
    }
  }
}
