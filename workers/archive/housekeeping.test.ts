import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { dataKey } from "#lib/archive/names.ts";
import { ARCHIVED_TOPICS } from "#lib/archive/topics.ts";
import { createLog } from "#lib/log.ts";
import { openFilesystemArchive } from "#lib/stores/archive/filesystem.ts";
import { type Archive, ArchiveRefused } from "#lib/stores/archive/port.ts";
import { fakeClock } from "#lib/testing/fake-clock.ts";
import { housekeeping } from "./housekeeping.ts";

let folder: string;
let archive: Archive;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "channelscope-housekeeping-"));
  archive = await openFilesystemArchive({ folder: join(folder, "archive") });
});
afterEach(() => rm(folder, { recursive: true }));

test("a role that may not remove has the files of each topic looked at all the same", async () => {
  const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000;
  for (const topic of ARCHIVED_TOPICS) {
    const source = { topic, incarnation: "test", partition: 0 };
    await archive.create(dataKey(source, 0, hour), Buffer.from("left behind"));
  }
  const asked: string[] = [];
  const denying: Archive = Object.create(archive, {
    list: { value: (prefix: string) => archive.list(prefix) },
    read: { value: (key: string) => archive.read(key) },
    remove: {
      value: async (keys: readonly string[]) => {
        asked.push(...keys.map((key) => key.split("/")[0] ?? ""));
        if (keys.length > 0) throw new ArchiveRefused("S3 refused: AccessDenied");
      },
    },
  });
  const clock = fakeClock(hour + 2 * 86_400_000);
  const log = createLog("test", "silent");
  const spool = join(folder, "spool");
  await mkdir(spool);
  const round = housekeeping({ archive: denying, clock, log, spool }, 4);
  for (let days = 0; days < 4; days += 1) await round();
  expect(asked).toEqual([...ARCHIVED_TOPICS]);
});
