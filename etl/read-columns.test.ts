import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ParquetFile } from "#lib/archive/parquet-file.ts";
import { readRows } from "#lib/archive/read-rows.ts";
import { openFilesystemArchive } from "#lib/stores/archive/filesystem.ts";
import { readColumns } from "./read-columns.ts";

const TEXTS = ["\ufeff{}", "\ufeff", "a\ufeffb", "\ufeff{}", null];

test("texts are read as they were written, a byte order mark at their beginning, too", async () => {
  const folder = await mkdtemp(join(tmpdir(), "channelscope-read-"));
  try {
    const archive = await openFilesystemArchive({ folder: join(folder, "archive") });
    const columns = [{ name: "text", type: "string" as const, of: (text: string | null) => text }];
    const file = new ParquetFile({ columns }, join(folder, "written.parquet"));
    for (const text of TEXTS) file.add(text);
    const archived = { key: "texts.parquet", bytes: await file.finish(), rows: TEXTS.length };
    await archive.putFile(archived.key, file.path);

    const read: unknown[] = [];
    for await (const rows of readRows(archive, archived)) read.push(...rows.map(({ text }) => text ?? null));
    expect(read).toEqual(TEXTS);
    for await (const { columns } of readColumns(archive, archived, ["text"]))
      expect(Array.from(columns[0] ?? [], (text) => text ?? null)).toEqual(TEXTS);
  } finally {
    await rm(folder, { recursive: true });
  }
});
