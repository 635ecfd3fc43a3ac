import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readCommit } from "#lib/archive/commit.ts";
import { dataKey } from "#lib/archive/names.ts";
import { createLog } from "#lib/log.ts";
import { openFilesystemArchive } from "#lib/stores/archive/filesystem.ts";
import { type Archive, ArchiveRefused, ArchiveUnavailable } from "#lib/stores/archive/port.ts";
import { fakeClock } from "#lib/testing/fake-clock.ts";
import { createMetrics } from "../metrics.ts";
import { commitPartition, Superseded } from "./commit-partition.ts";
import type { Finished } from "./holder.ts";

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 2, 2, 12);
const SOURCE = { topic: "api-requests", incarnation: "test", partition: 0 };
const KEY = dataKey(SOURCE, 0, NOON);

let folder: string;
let archive: Archive;
const clock = fakeClock(NOON);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "channelscope-commit-"));
  archive = await openFilesystemArchive({ folder: join(folder, "archive") });
  clock.set(NOON);
});
afterEach(() => rm(folder, { recursive: true }));

async function finished(): Promise<Finished> {
  const path = join(folder, "held.parquet");
  await writeFile(path, "rows");
  const offsets = { min_offset: 0, max_offset: 8 };
  const hour = new Date(NOON).toISOString();
  const file = { key: KEY, hour, rows: 9, bytes: 4, checksum: 1, ...offsets };
  const reached = { appendedAt: NOON, readAt: NOON };
  return { start: 0, end: 9, records: 9, files: [{ path, quarantined: false, file }], reached };
}

/** Tries again at once, an hour of the clock later. */
const retry = async <T>(work: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ArchiveUnavailable)) throw error;
      clock.advance(HOUR);
    }
  }
};
const commit = async (changed: Partial<Archive>) => {
  const base = {
    putFile: archive.putFile.bind(archive),
    create: archive.create.bind(archive),
    read: archive.read.bind(archive),
    list: archive.list.bind(archive),
    remove: archive.remove.bind(archive),
    close: archive.close.bind(archive),
  };
  const [log, metrics] = [createLog("test", "silent"), createMetrics()];
  await commitPartition(
    { archive: { ...base, ...changed }, clock, log, metrics, retry },
    SOURCE,
    await finished(),
  );
};

describe("files of a partition", () => {
  test("are put again before their commit, when so much time has passed that they may be swept", async () => {
    let tries = 0;
    await commit({
      create: async (name, body) => {
        tries += 1;
        // Half a day later another host would soon take the file for left behind.
        if (tries === 12) await archive.remove([KEY]);
        if (tries < 30) throw new ArchiveUnavailable("it is away");
        return archive.create(name, body);
      },
    });
    expect((await readCommit(archive, SOURCE, 0))?.files.map((file) => file.key)).toEqual([KEY]);
    expect((await archive.read(KEY))?.toString()).toBe("rows");
  });

  test("are left to the sweep where a role may not remove them: nothing waits for that", async () => {
    await commit({});
    const denied = commit({
      create: async () => false,
      read: async () => Buffer.from("of another"),
      remove: () => Promise.reject(new ArchiveRefused("S3 refused: AccessDenied")),
    });
    await expect(denied).rejects.toBeInstanceOf(Superseded);
  });
});
