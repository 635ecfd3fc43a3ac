import { describe, expect, test } from "vitest";
import type { ClusterMeasures } from "../stores/event-index/cluster.ts";
import { DAY_MS, HOUR_MS } from "../stores/event-index/hour.ts";
import type { IndexNode, IndexPart, IndexState } from "../stores/event-index/inspection.ts";
import { indexReality } from "./reality.ts";

const NOW = Date.parse("2026-03-10T10:20:00Z");
const HOUR = Date.parse("2026-03-10T10:00:00Z");
const TB = 1e12;

const aPart = (from: number, documents: number, length = HOUR_MS): IndexPart => ({
  name: `part-${from}`,
  from,
  to: from + length,
  status: "green",
  documents,
  bytes: documents * 300,
  shards: 1,
  replicas: 1,
  unassigned: 0,
});

const aNode = (name: string): IndexNode => ({
  name,
  disk: { usedBytes: TB, totalBytes: 2 * TB, watermarks: { low: TB, high: TB, flood: TB } },
});

const measures = (layout: Partial<ClusterMeasures["layout"]> = {}): ClusterMeasures => ({
  dataNodes: 2,
  totalShards: 96,
  maxShardsPerNode: 1_000,
  stored: { events: 48_000, bytesPerEvent: 300 },
  layout: { period: "hour", shards: 1, replicas: 1, ...layout },
});

const realityOf = (state: Partial<IndexState>, layout: Partial<ClusterMeasures["layout"]> = {}) =>
  indexReality(
    { status: "green", parts: [], nodes: [aNode("a"), aNode("b")], ...state },
    measures(layout),
    30,
    NOW,
  );

/** The two days before this hour, 1,000 events an hour and once five times as many; and the running hour. */
const twoDays = Array.from({ length: 49 }, (_, ago) =>
  aPart(HOUR - ago * HOUR_MS, ago === 7 ? 5_000 : 1_000),
);

describe("what runs", () => {
  test("is measured over the parts that are closed, with their peak", () => {
    expect(realityOf({ parts: twoDays })).toMatchObject({
      eventsPerDay: expect.closeTo(26_000),
      peakFactor: expect.closeTo(4.62, 2),
      bytesPerEvent: 300,
      closedShards: { averageBytes: (52_000 * 300) / 48, largestBytes: 1.5e6 },
      totalShards: 96,
      nodes: [
        { name: "a", diskBytes: 2 * TB },
        { name: "b", diskBytes: 2 * TB },
      ],
    });
  });

  test("counts quiet hours in between, and not what is older than a week", () => {
    const parts = [
      aPart(HOUR - 24 * HOUR_MS, 600),
      aPart(HOUR - HOUR_MS, 600),
      aPart(HOUR - 9 * DAY_MS, 1e9),
    ];
    expect(realityOf({ parts })).toMatchObject({ eventsPerDay: 1_200, peakFactor: null });
  });

  test("has shards as new indices have them: those of another period do not count", () => {
    const day = aPart(HOUR - 34 * HOUR_MS, 24_000, DAY_MS);
    expect(realityOf({ parts: [...twoDays, day] }, { period: "day" }).closedShards).toEqual({
      averageBytes: 24_000 * 300,
      largestBytes: 24_000 * 300,
    });
    expect(realityOf({ parts: twoDays }, { period: "day" }).closedShards).toBeNull();
  });

  test("has copies as far as there are nodes for them, and disks as far as they are known", () => {
    const alone = realityOf({ nodes: [{ name: "a", disk: null }] });
    expect(alone).toMatchObject({ replicas: 0, nodes: [{ name: "a", diskBytes: 0 }], eventsPerDay: 0 });
    expect(realityOf({}).replicas).toBe(1);
  });
});
