import { parquetMetadataAsync, parquetReadObjects, type SchemaElement } from "hyparquet";
import { z } from "zod";
import type { Archive } from "../../stores/archive/port.ts";

/** Why a COPY fails. */
export class CopyRefused extends Error {
  override readonly name = "CopyRefused";
}

interface CopyStatement {
  table: string;
  url: string;
}

/** null: it is no COPY. Throws `CopyRefused` for one that Redshift would not take. */
export function parseCopy(sql: string): CopyStatement | null {
  if (!/^\s*copy\s/i.test(sql)) return null;
  const match =
    /^\s*copy\s+([\w.]+)\s+from\s+'([^']+)'\s+iam_role\s+(?:default|'arn:aws:iam::\d{12}:role\/[\w/-]+')\s+format\s+as\s+parquet\s+manifest\s*$/i.exec(
      sql,
    );
  if (match === null) throw new CopyRefused(`COPY is not understood: ${sql}`);
  return { table: match[1] ?? "", url: match[2] ?? "" };
}

/** Columns and types of a table that a statement makes, in order; null: it makes none. */
export function parseTable(sql: string): { name: string; types: string[] } | null {
  const match =
    /^\s*create\s+(?:temp\s+)?table\s+(?:if\s+not\s+exists\s+)?([\w.]+)\s*\((.*?)\)(?:\s+diststyle.*)?\s*$/is.exec(
      sql,
    );
  if (match === null) return null;
  const columns = (match[2] ?? "").split(/,\s*(?![^(]*\))/);
  const types = columns.map((column) =>
    column
      .trim()
      .split(/\s+/)
      .slice(1)
      .join(" ")
      .replace(/ not null$/, ""),
  );
  return { name: match[1] ?? "", types };
}

const manifestSchema = z.object({
  entries: z.array(
    z.object({
      url: z.string(),
      mandatory: z.literal(true),
      meta: z.object({ content_length: z.number().int() }, "Parquet needs meta.content_length"),
    }),
  ),
});

/** Types of a table that take a column of Parquet. */
function takes({ type, converted_type }: SchemaElement): RegExp {
  if (type === "INT32") return /^(integer|smallint)$/;
  if (type === "INT64") return converted_type === "TIMESTAMP_MILLIS" ? /^timestamp$/ : /^bigint$/;
  if (type === "DOUBLE") return /^double precision$/;
  if (type === "BOOLEAN") return /^boolean$/;
  return converted_type === "UTF8" ? /^varchar\(\d+\)$/ : /^$/;
}

function cell(value: unknown, type: string): string {
  if (value === null || value === undefined) return "\\N";
  if (value instanceof Date) return value.toISOString().slice(0, -1);
  const text = String(value);
  const bytes = Number(/^varchar\((\d+)\)$/.exec(type)?.[1] ?? Number.POSITIVE_INFINITY);
  if (Buffer.byteLength(text) > bytes) throw new CopyRefused(`A text is longer than ${type}`);
  return text.replace(/[\\\t\n\r]/g, (found) => ({ "\t": "\\t", "\n": "\\n", "\r": "\\r" })[found] ?? "\\\\");
}

async function linesOf(body: Buffer, types: string[], url: string): Promise<string> {
  const file = new Uint8Array(body).buffer;
  const metadata = await parquetMetadataAsync({
    byteLength: file.byteLength,
    slice: (from, to) => file.slice(from, to),
  });
  const columns = metadata.schema.slice(1);
  if (columns.length !== types.length)
    throw new CopyRefused(`The table has ${types.length} columns, ${url} has ${columns.length}`);
  for (const [place, column] of columns.entries()) {
    const type = types[place] ?? "";
    if (!takes(column).test(type))
      throw new CopyRefused(
        `incompatible Parquet schema for column ${column.name}: ${column.type} into ${type}`,
      );
  }
  const rows = await parquetReadObjects({ file, metadata, utf8: false });
  return rows
    .map(
      (row) =>
        `${Object.values(row)
          .map((value, place) => cell(value, types[place] ?? ""))
          .join("\t")}\n`,
    )
    .join("");
}

/** The rows of all files of a manifest, as PostgreSQL's COPY takes them. Throws `CopyRefused`. */
export async function readManifest(
  archive: Archive,
  root: string,
  url: string,
  types: string[],
): Promise<string> {
  const read = async (address: string) => {
    const body = address.startsWith(root) ? await archive.read(address.slice(root.length)) : null;
    if (body === null) throw new CopyRefused(`The specified key does not exist: ${address}`);
    return body;
  };
  const manifest = manifestSchema.safeParse(JSON.parse((await read(url)).toString()));
  if (!manifest.success) throw new CopyRefused(`Manifest: ${manifest.error.issues[0]?.message}`);
  let lines = "";
  for (const { url: file, meta } of manifest.data.entries) {
    const body = await read(file);
    if (body.length !== meta.content_length)
      throw new CopyRefused(`${file} is not ${meta.content_length} bytes long`);
    lines += await linesOf(body, types, file);
  }
  return lines;
}
