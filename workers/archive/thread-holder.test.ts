import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { anEvent } from "#lib/testing/builders.ts";
import type { Holder } from "./holder.ts";
import { sharedHolder } from "./shared-holder.ts";
import { HolderThread } from "./thread-holder.ts";

const NOW = Date.parse("2026-03-02T10:16:00Z");
const DAY = 86_400_000;
const LIMITS = { fileBytes: 1e9, ageMs: 60_000, openFiles: 8, waitingRows: 2, waitingBytes: 1e9 };

let spool: string;
let threads: HolderThread[];
let holder: Holder;

const openThread = () => {
  const settings = {
    incarnation: "test",
    retentionMs: 30 * DAY,
    pseudonymKey: "k".repeat(32),
    limits: LIMITS,
    spool,
  };
  const thread = new HolderThread(settings);
  threads.push(thread);
  return thread;
};

beforeEach(async () => {
  spool = await mkdtemp(join(tmpdir(), "channelscope-spool-"));
  threads = [];
  holder = sharedHolder([openThread().holder("api-requests"), openThread().holder("api-requests")]);
});
afterEach(async () => {
  await Promise.all(threads.map((thread) => thread.close()));
  await rm(spool, { recursive: true });
});

const eventAt = (at: number) => JSON.stringify(anEvent({ timestamp: new Date(at).toISOString() }));
const recordOf = (partition: number, offset: number, value = eventAt(NOW)) => ({
  topic: "api-requests" as const,
  partition,
  offset,
  appendedAt: NOW,
  key: null,
  value: Buffer.from(value),
});

describe("partitions held by two threads", () => {
  test("become commits by themselves, each with its own records", async () => {
    for (const partition of [0, 1, 2]) await holder.begin(partition, partition * 100);
    const records = [0, 1, 2].flatMap((partition) =>
      [0, 1, 2].map((step) => recordOf(partition, partition * 100 + step)),
    );
    await holder.take([...records, recordOf(1, 103, "{broken")], NOW);
    expect(new Set(await holder.due(NOW))).toEqual(new Set([]));
    expect(new Set(await holder.due(NOW + LIMITS.ageMs))).toEqual(new Set([0, 1, 2]));
    const finished = await holder.finish(1);
    expect(finished).toMatchObject({
      start: 100,
      end: 104,
      records: 4,
      reached: { appendedAt: NOW, readAt: NOW },
    });
    expect(finished.files.map(({ quarantined, file }) => [quarantined, file.rows, file.min_offset])).toEqual([
      [false, 3, 100],
      [true, 1, 103],
    ]);
    await holder.committed(1);
    expect(new Set(await holder.due(null))).toEqual(new Set([0, 2]));
  });

  test("leave nothing on this machine once they are committed or forgotten", async () => {
    await holder.begin(0, 0);
    await holder.begin(1, 0);
    await holder.take([recordOf(0, 0), recordOf(0, 1), recordOf(1, 0), recordOf(1, 1)], NOW);
    expect(await readdir(spool)).toHaveLength(2);
    await holder.finish(0);
    await holder.committed(0);
    await holder.forget(1);
    expect(await readdir(spool)).toEqual([]);
  });

  test("of two topics share a thread, whatever their numbers have in common", async () => {
    const interactions = threads[0]?.holder("interactions");
    const interaction = {
      id: "i-1",
      timestamp: new Date(NOW).toISOString(),
      user_id: "maria@example.com",
      type: "recipe_run",
    };
    await holder.begin(0, 0);
    await interactions?.begin(0, 0);
    await holder.take([recordOf(0, 0)], NOW);
    await interactions?.take(
      [{ ...recordOf(0, 0, JSON.stringify(interaction)), topic: "interactions" }],
      NOW,
    );
    const finished = [await holder.finish(0), await interactions?.finish(0)];
    expect(finished.map((one) => one?.files.map(({ file }) => [file.key.split("/")[0], file.rows]))).toEqual([
      [["api-requests", 1]],
      [["interactions", 1]],
    ]);
  });

  test("say when one has files of too many hours to take more before a commit", async () => {
    for (const partition of [0, 1]) await holder.begin(partition, 0);
    const ofHours = (partition: number, hours: number, from = 0) =>
      Array.from({ length: hours }, (_, step) =>
        recordOf(partition, from + step, eventAt(NOW - step * 3_600_000)),
      );
    expect(await holder.take([...ofHours(0, LIMITS.openFiles), recordOf(1, 0)], NOW)).toBe(false);
    expect(await holder.take([...ofHours(0, 9, LIMITS.openFiles), recordOf(1, 1)], NOW)).toBe(true);
    expect(await holder.due(NOW)).toEqual([0]);
    await holder.finish(0);
    await holder.committed(0);
    expect(await holder.take([recordOf(0, 100)], NOW)).toBe(false);
  });

  test("take no record of a partition that was not begun", async () => {
    await expect(holder.take([recordOf(7, 0)], NOW)).rejects.toThrow("Nothing was begun of partition 7.");
  });

  test("make no commit of what came after a failure, which would have a hole", async () => {
    await holder.begin(0, 0);
    await rm(spool, { recursive: true });
    await expect(holder.take([recordOf(0, 0), recordOf(0, 1)], NOW)).rejects.toThrow("ENOENT");
    await mkdir(spool);
    await expect(holder.take([recordOf(0, 2), recordOf(0, 3)], NOW)).rejects.toThrow("ENOENT");
    await expect(holder.finish(0)).rejects.toThrow("ENOENT");
  });

  test("refuse what is asked of a thread that has ended, instead of waiting for ever", async () => {
    await holder.begin(0, 0);
    const asked = holder.take([recordOf(0, 0)], NOW);
    await threads[0]?.close();
    await expect(asked).rejects.toThrow(/thread of the archive ended/);
    await expect(holder.due(null)).rejects.toThrow(/thread of the archive ended/);
  });
});
