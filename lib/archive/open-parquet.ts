import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync } from "hyparquet";
import { type Archive, ArchiveRefused, ArchiveUnavailable } from "../stores/archive/port.ts";
import type { ArchivedFile } from "./commit.ts";

/** The file is not there, or not whole, although a commit names it. */
export class ArchiveDamaged extends Error {
  override readonly name = "ArchiveDamaged";
}

/** Runs what reads a file; what is wrong with its bytes becomes `ArchiveDamaged`, an archive that is away stays that. */
export async function orDamaged<T>(key: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ArchiveUnavailable || error instanceof ArchiveDamaged) throw error;
    if (error instanceof ArchiveRefused) throw error;
    throw new ArchiveDamaged(`${key} cannot be read: ${String(error)}`, { cause: error });
  }
}

/** What a reader needs of a file to name what it reads. */
export type NamedFile = Pick<ArchivedFile, "key" | "bytes" | "rows">;

/** A file that a commit names, with its footer read and its rows counted. Throws `ArchiveDamaged`. */
export async function openParquet(
  archive: Archive,
  { key, bytes, rows }: NamedFile,
): Promise<{ file: AsyncBuffer; metadata: FileMetaData }> {
  const file = {
    byteLength: bytes,
    async slice(start: number, end = bytes): Promise<ArrayBuffer> {
      const part = await archive.read(key, { start: start < 0 ? bytes + start : start, end });
      if (part === null) throw new ArchiveDamaged(`The archive has lost ${key}`);
      return new Uint8Array(part).buffer;
    },
  };
  const metadata = await orDamaged(key, () => parquetMetadataAsync(file));
  if (Number(metadata.num_rows) !== rows)
    throw new ArchiveDamaged(`${key} holds ${metadata.num_rows} rows, not ${rows}`);
  return { file, metadata };
}
