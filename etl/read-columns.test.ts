import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ArchiveDamaged } from "#lib/archive/open-parquet.ts";
import { ParquetFile } from "#lib/archive/parquet-file.ts";
import { readRows } from "#lib/archive/read-rows.ts";
import { openFilesystemArchive } from "#lib/stores/archive/filesystem.ts";
import type { Archive } from "#lib/stores/archive/port.ts";
import { readColumns } from "./read-columns.ts";

let folder: string;
let archive: Archive;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "channelscope-read-"));
  archive = await openFilesystemArchive({ folder: join(folder, "archive") });
});
afterEach(() => rm(folder, { recursive: true }));

async function written(texts: readonly (string | null)[]) {
  const columns = [{ name: "text", type: "string" as const, of: (text: string | null) => text }];
  const file = new ParquetFile({ columns }, join(folder, "written.parquet"));
  for (const text of texts) file.add(text);
  return { bytes: await file.finish(), rows: texts.length, path: file.path };
}

const TEXTS = ["\ufeff{}", "\ufeff", "a\ufeffb", "\ufeff{}", null];

test("texts are read as they were written, a byte order mark at their beginning, too", async () => {
  const { path, ...file } = await written(TEXTS);
  const archived = { key: "texts.parquet", ...file };
  await archive.putFile(archived.key, path);
  const read: unknown[] = [];
  for await (const rows of readRows(archive, archived)) read.push(...rows.map(({ text }) => text ?? null));
  expect(read).toEqual(TEXTS);
  for await (const { columns } of readColumns(archive, archived, ["text"]))
    expect(Array.from(columns[0] ?? [], (text) => text ?? null)).toEqual(TEXTS);
});

test("a file that is cut or changed is damaged, and says which it is", async () => {
  const { path, bytes, rows } = await written(Array.from({ length: 500 }, (_, place) => `text ${place}`));
  const whole = await readFile(path);
  const zeros = Buffer.from(whole).fill(0, 4, bytes - 400);
  for (const [key, content] of [
    ["cut.parquet", whole.subarray(0, bytes - 100)],
    ["changed.parquet", zeros],
  ] as const) {
    await writeFile(path, content);
    await archive.putFile(key, path);
    const archived = { key, bytes, rows };
    for (const read of [readRows(archive, archived), readColumns(archive, archived, ["text"])]) {
      const reading = (async () => {
        for await (const _ of read);
      })();
      await expect(reading).rejects.toBeInstanceOf(ArchiveDamaged);
      await expect(reading).rejects.toThrow(key);
    }
    await rm(path);
  }
});
