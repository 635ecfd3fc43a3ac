import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hourOf } from "#lib/archive/names.ts";
import { readRows } from "#lib/archive/read-rows.ts";
import { rowsOf } from "#lib/archive/topics.ts";
import { acceptEvent } from "#lib/events/accept.ts";
import { openFilesystemArchive } from "#lib/stores/archive/filesystem.ts";
import { anEvent } from "#lib/testing/builders.ts";
import { describeFile, OpenPartition } from "./open-partition.ts";

const NOW = Date.parse("2026-03-02T10:16:00Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ACCEPT = { incarnation: "test", retentionMs: 30 * DAY, pseudonymize: (id: string) => id };
const SOURCE = { topic: "api-requests", incarnation: "test", partition: 0 };

let spool: string;
let open: OpenPartition;

beforeEach(async () => {
  spool = await mkdtemp(join(tmpdir(), "channelscope-spool-"));
  open = new OpenPartition({ source: SOURCE, rows: rowsOf("api-requests", ACCEPT), ...ACCEPT, spool }, null);
});

afterEach(() => rm(spool, { recursive: true }));

const eventAt = (at: number) => JSON.stringify(anEvent({ timestamp: new Date(at).toISOString() }));
const recordOf = (value: string, appendedAt: number, offset = 0) => ({
  topic: "api-requests" as const,
  partition: 0,
  offset,
  key: null,
  value: Buffer.from(value),
  appendedAt,
});
const isQuarantinedByIndex = (record: ReturnType<typeof recordOf>) =>
  "rejected" in acceptEvent(record.value, record, NOW, ACCEPT, record.appendedAt);

test("a file of an hour that got one row takes a few kilobytes, as there may be hundreds of them", () => {
  for (let offset = 0; offset < 500; offset += 1)
    open.add(recordOf(eventAt(NOW - offset * HOUR), NOW, offset), NOW);
  const bytes = open.files.reduce((sum, { file }) => sum + file.waiting.bytes, 0);
  expect(open.files).toHaveLength(500);
  expect(bytes / 500).toBeLessThan(4_096);
});

describe("a producer's stamp that cannot be", () => {
  const STAMPS: [string, number][] = [
    ["none", -1],
    ["years behind", NOW - 3 * 365 * DAY],
    ["hours ahead", NOW + 3 * HOUR],
    ["in nanoseconds", 1.7e18],
  ];

  test.each(STAMPS)(
    "(%s) leaves the verdict as the index's, and the record in the hour that it was read",
    (_, stamp) => {
      const values = [eventAt(NOW), eventAt(NOW + 6 * MINUTE), eventAt(NOW - 31 * DAY), "{broken"];
      const records = values.map((value, offset) => recordOf(value, stamp, offset));
      for (const record of records) open.add(record, NOW);
      expect(records.map(isQuarantinedByIndex)).toEqual([false, true, true, true]);
      expect(open.files.map(({ hour, quarantined, file }) => [hour, quarantined, file.rows])).toEqual([
        [hourOf(NOW), false, 1],
        [hourOf(NOW), true, 3],
      ]);
    },
  );

  test.each(STAMPS)("(%s) is not what a file says of its arrival", async (_, stamp) => {
    open.add(recordOf("{broken", stamp), NOW);
    const [held] = open.files;
    if (held === undefined) throw new Error("nothing is held");
    const file = describeFile(held, await held.file.finish());
    const archive = await openFilesystemArchive({ folder: spool });
    await archive.putFile(file.key, held.file.path);
    const rows: unknown[] = [];
    for await (const page of readRows(archive, file)) rows.push(...page);
    expect(rows).toMatchObject([{ appended_at: new Date(NOW) }]);
    await archive.close();
  });
});

test("a record that is read after the index has dropped its hour is archived, as of when it came", () => {
  const arrival = NOW - 40 * DAY;
  open.add(recordOf(eventAt(arrival), arrival, 0), NOW);
  open.add(recordOf(eventAt(arrival - 29 * DAY), arrival, 1), NOW);
  expect(open.files.map(({ hour, quarantined }) => [hour, quarantined])).toEqual([
    [hourOf(arrival), false],
    [hourOf(arrival - 29 * DAY), false],
  ]);
});

test("a record that is read late is judged by its arrival, as the index judged it", () => {
  const arrival = NOW - 20 * DAY;
  open.add(recordOf(eventAt(arrival + 6 * MINUTE), arrival, 0), NOW);
  open.add(recordOf(eventAt(arrival - 29 * DAY), arrival, 1), NOW);
  expect(open.files.map(({ hour, quarantined }) => [hour, quarantined])).toEqual([
    [hourOf(arrival - 29 * DAY), false],
    [hourOf(arrival), true],
  ]);
});

test("a file of very many row groups becomes a commit: what its end says of each waits in memory", async () => {
  const limits = { fileBytes: 1e12, ageMs: HOUR, openFiles: 100, waitingRows: 1e6, waitingBytes: 1e12 };
  for (let offset = 0; offset < 501; offset += 1) {
    expect(open.isDue(NOW, limits)).toBe(false);
    open.add(recordOf(eventAt(NOW), NOW, offset), NOW);
    await open.files[0]?.file.flush();
  }
  expect(open.isDue(NOW, limits)).toBe(true);
  await open.discard();
});
