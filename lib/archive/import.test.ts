import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openFilesystemArchive } from "../stores/archive/filesystem.ts";
import type { Archive } from "../stores/archive/port.ts";
import { fakeClock } from "../testing/fake-clock.ts";
import { type Commit, commitsOf } from "./commit.ts";
import { filesOf } from "./files.ts";
import { type Import, importRows } from "./import.ts";
import { readRows } from "./read-rows.ts";
import type { Shape } from "./shape.ts";

const HOUR = 3_600_000;
const MARCH = Date.UTC(2026, 2, 1);
const clock = fakeClock("2026-03-04T12:00:00Z");

interface Row {
  value: number;
  offset: number;
}
const shape: Shape<Row> = {
  columns: [
    { name: "value", type: "int32", required: true, of: ({ value }) => value },
    { name: "offset", type: "int64", required: true, of: ({ offset }) => offset },
  ],
};
/** Values count hours of March; a batch is a few of them. */
const BATCHES = [[30, 30, 31], [], [5, 6, 5, 7], [0]];

let folder: string;
let archive: Archive;
let spool: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "channelscope-import-"));
  spool = join(folder, "spool");
  archive = await openFilesystemArchive({ folder: join(folder, "archive") });
});
afterEach(async () => {
  await archive.close();
  await rm(folder, { recursive: true });
});

function run(into: Archive = archive, overrides: Partial<Import<number, Row>> = {}): Promise<number> {
  return importRows(
    { archive: into, clock, spool },
    {
      topic: "interactions",
      name: "past",
      shape,
      batches: BATCHES,
      rowOf: (value, offset) => ({ row: { value, offset }, hour: MARCH + value * HOUR, checksum: value }),
      signal: new AbortController().signal,
      ...overrides,
    },
  );
}

async function commits(): Promise<Commit[]> {
  const found: Commit[] = [];
  for await (const commit of commitsOf(archive, "interactions")) found.push(commit);
  return found;
}

async function values(): Promise<number[]> {
  const found: number[] = [];
  for (const file of await filesOf(archive, "interactions", { from: MARCH, to: MARCH + 48 * HOUR }))
    for await (const rows of readRows(archive, file)) found.push(...rows.map(({ value }) => Number(value)));
  return found.sort((left, right) => left - right);
}

/** An archive whose process dies at the n-th commit: before it is there, or after. */
function dying(at: number, after: boolean): Archive {
  let left = at;
  return {
    putFile: (key, path) => archive.putFile(key, path),
    read: (key, range) => archive.read(key, range),
    list: (prefix) => archive.list(prefix),
    remove: (keys) => archive.remove(keys),
    close: () => archive.close(),
    async create(key, body) {
      left -= 1;
      if (left > 0) return archive.create(key, body);
      if (after) await archive.create(key, body);
      throw new Error("killed");
    },
  };
}

describe("an import into the archive", () => {
  it("is a source of its own, whose commits follow each other and name a file an hour", async () => {
    expect(await run()).toBe(8);
    const found = await commits();
    expect(found.map(({ incarnation, start, end }) => [incarnation, start, end])).toEqual([
      ["imported-past", 0, 3],
      ["imported-past", 3, 7],
      ["imported-past", 7, 8],
    ]);
    expect(found[1]?.files.map(({ hour, rows, checksum }) => [hour.slice(0, 13), rows, checksum])).toEqual([
      ["2026-03-01T05", 2, 10],
      ["2026-03-01T06", 1, 6],
      ["2026-03-01T07", 1, 7],
    ]);
    expect(found[1]?.files[0]).toMatchObject({ min_offset: 3, max_offset: 5 });
    expect(await values()).toEqual([0, 5, 5, 6, 7, 30, 30, 31]);
    expect(await readdir(spool)).toEqual([]);
  });

  it("adds nothing when it is run again", async () => {
    await run();
    expect(await run()).toBe(0);
    expect(await values()).toHaveLength(8);
  });

  it.each([
    [1, false],
    [2, false],
    [2, true],
    [3, true],
  ])("killed at commit %i (there already: %s) goes on where it stood", async (at, after) => {
    await expect(run(dying(at, after))).rejects.toThrow("killed");
    await run();
    expect(await values()).toEqual([0, 5, 5, 6, 7, 30, 30, 31]);
    expect((await commits()).map(({ start, end }) => [start, end])).toEqual([
      [0, 3],
      [3, 7],
      [7, 8],
    ]);
  });

  it("run by two at once is there once", async () => {
    const added = await Promise.all([run(), run()]);
    expect(Math.max(...added)).toBe(8);
    expect(await values()).toEqual([0, 5, 5, 6, 7, 30, 30, 31]);
  });

  it("stops between commits when it is told to", async () => {
    const stop = new AbortController();
    const batches = (function* () {
      for (const [place, batch] of BATCHES.entries()) {
        if (place === 2) stop.abort();
        yield batch;
      }
    })();
    expect(await run(archive, { batches, signal: stop.signal })).toBe(3);
    expect(await run()).toBe(5);
  });
});
