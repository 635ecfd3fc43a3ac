import { describe, expect, it } from "vitest";
import type { Database } from "../../database/client.ts";
import { OutgoingFailed } from "../../outgoing/types.ts";
import type { IndexNode } from "../../stores/event-index/inspection.ts";
import type { TopicState } from "../../stores/event-stream/inspection.ts";
import type { StreamRecord } from "../../stores/event-stream/port.ts";
import { createPlatformMeasures } from "./observe.ts";
import { RecentLetters } from "./recent-letters.ts";

const NOW = Date.parse("2026-03-02T10:00:00Z");
const MINUTE = 60_000;

const partition = (number: number, inSync: number) => ({
  partition: number,
  oldest: 0,
  end: 10,
  replicas: 3,
  inSync,
  bytes: null,
});
const topic = (lags: number[], inSync: number[]): TopicState => ({
  topic: "api-requests",
  partitions: inSync.map((count, number) => partition(number, count)),
  groups: [
    { group: "other", partitions: [{ partition: 0, committed: 0, lag: 99 }] },
    {
      group: "index-events",
      partitions: lags.map((lag, number) => ({ partition: number, committed: 0, lag })),
    },
  ],
});
const node = (name: string, usedBytes: number, low = 85): IndexNode => ({
  name,
  disk: { usedBytes, totalBytes: 100, watermarks: { low, high: 96, flood: 98 } },
});

interface World {
  topics: TopicState[] | Error;
  nodes: IndexNode[] | Error;
  health: string | Error;
}

function measuresOf({ topics = [], nodes = [], health = "{}" }: Partial<World>) {
  const answer = async <T>(what: T | Error): Promise<T> => {
    if (what instanceof Error) throw what;
    return what;
  };
  const urls: string[] = [];
  const measures = createPlatformMeasures({
    stream: {
      inspect: () => answer(topics),
      async *readRange() {
        yield [];
      },
    },
    index: { inspect: async () => ({ status: "green", parts: [], nodes: await answer(nodes) }) },
    database: { $queryRaw: async () => [] } as unknown as Database,
    http: {
      getTrusted: async (url) => {
        urls.push(url);
        return { status: 503, text: await answer(health), retryAfterMs: null };
      },
    },
    origin: "https://scope.example",
  });
  return { measures, urls };
}

describe("what is measured of the installation", () => {
  it("the lag of who writes the index, over all partitions", async () => {
    const { measures } = measuresOf({ topics: [topic([5, 7], [3, 3])] });
    expect(await measures.consumer_lag(NOW)).toEqual({ value: 12, title: "12 records wait for the index" });
    expect(await measuresOf({}).measures.consumer_lag(NOW)).toBeNull();
  });

  it("for how long the archive takes nothing although records wait, as far as somebody watched", async () => {
    const archived = (committed: number, lag: number): TopicState => ({
      ...topic([], [3]),
      groups: [
        { group: "index-events", partitions: [{ partition: 0, committed: 0, lag: 9 }] },
        { group: "archive-events", partitions: [{ partition: 0, committed, lag }] },
      ],
    });
    const topics = [archived(10, 0)];
    const { measures } = measuresOf({ topics });
    let minutes = 0;
    const later = async (rounds: number, state: TopicState) => {
      topics[0] = state;
      for (let round = 1; round < rounds; round += 1)
        await measures.archive_standstill(NOW + (minutes + round / 4) * MINUTE);
      minutes += rounds / 4;
      return measures.archive_standstill(NOW + minutes * MINUTE);
    };
    expect(await later(400, archived(10, 0))).toEqual({ value: 0, title: "The archive takes what comes" });
    // An hour's records wait for their file to end; then it moves.
    expect((await later(4 * 60, archived(10, 5_000)))?.value).toBeLessThan(60);
    expect(await later(1, archived(5_010, 1))).toMatchObject({ value: 0 });
    expect(await later(4 * 121, archived(5_010, 700))).toEqual({
      value: 121,
      title: expect.stringMatching(/^The archive has taken nothing for 2.h 1.min, 700 records wait for it$/),
    });
    minutes += 600;
    expect((await later(1, archived(5_010, 900)))?.value).toBe(122);
    expect(await measuresOf({ topics: [topic([5], [3])] }).measures.archive_standstill(NOW)).toBeNull();
  });

  it("partitions that lack a replica", async () => {
    const { measures } = measuresOf({ topics: [topic([], [3, 1, 2])] });
    expect(await measures.under_replicated(NOW)).toEqual({
      value: 2,
      title: "Partition 1 of api-requests has 1 of 3 replicas in sync, and 1 more lack one",
    });
  });

  it("the fullest disk, and before it one that is above a watermark of its own", async () => {
    const { measures } = measuresOf({ nodes: [node("a", 80), node("b", 84), { name: "c", disk: null }] });
    expect(await measures.disk_used(NOW)).toMatchObject({ value: 84, beyond: false });
    const own = measuresOf({ nodes: [node("a", 80), node("b", 60, 50)] }).measures;
    expect(await own.disk_used(NOW)).toMatchObject({
      value: 60,
      beyond: true,
      title: expect.stringMatching(/^The disk of b is 60.% full, above the low watermark$/),
    });
    expect(await measuresOf({ nodes: [{ name: "c", disk: null }] }).measures.disk_used(NOW)).toBeNull();
  });

  it.each<[string, Partial<World>, number, string]>([
    ["all of them", { health: '{"web":"ok","database":"ok"}' }, 0, "Web and all stores answer"],
    ["web says what does not", { health: '{"web":"ok","stream":"failing"}' }, 1, "Stream does not answer"],
    ["web is gone", { health: new OutgoingFailed("refused") }, 1, "Web does not answer"],
    [
      "an error page in its place, and a store that is gone",
      { health: "<html>", nodes: new Error("gone") },
      2,
      "Web and index do not answer",
    ],
  ])("who answers: %s", async (_, world, value, title) => {
    const { measures, urls } = measuresOf(world);
    expect(await measures.not_answering(NOW)).toEqual({ value, title });
    expect(urls).toEqual(["https://scope.example/api/health"]);
  });

  it("fails where a store does, rather than measure nothing", async () => {
    const { measures } = measuresOf({ topics: new Error("gone"), nodes: new Error("gone") });
    await expect(measures.consumer_lag(NOW)).rejects.toThrow("gone");
    await expect(measures.under_replicated(NOW)).rejects.toThrow("gone");
    await expect(measures.disk_used(NOW)).rejects.toThrow("gone");
  });
});

describe("dead letters of the last hour", () => {
  it("are counted once each, and forgotten after it", async () => {
    const letters: StreamRecord[] = [];
    const add = (minutes: number) =>
      letters.push({
        topic: "api-requests.dead",
        partition: 0,
        offset: letters.length,
        appendedAt: NOW + minutes * MINUTE,
        key: null,
        value: null,
      });
    const recent = new RecentLetters({
      async *readRange(_, from, to) {
        yield letters.filter(({ appendedAt }) => from <= appendedAt && appendedAt < to);
      },
    });
    for (const minutes of [-90, -30, -10, 0]) add(minutes);
    expect(await recent.count(NOW)).toBe(3);
    add(0.5);
    expect(await recent.count(NOW + MINUTE)).toBe(4);
    expect(await recent.count(NOW + 35 * MINUTE)).toBe(3);
    expect(await recent.count(NOW + 120 * MINUTE)).toBe(0);
  });
});
