import { describe, expect, test } from "vitest";
import { type IndexPlan, type PlanInput, planIndex } from "./plan.ts";

const GB = 1e9;
const TB = 1e12;

const aLoad = (overrides: Partial<PlanInput> = {}): PlanInput => ({
  eventsPerDay: 1e9,
  bytesPerEvent: 300,
  peakFactor: 3,
  retentionDays: 30,
  nodes: null,
  replicas: null,
  diskPerNodeBytes: 2 * TB,
  maxShardsPerNode: 1_000,
  ...overrides,
});

describe("the plan of an index", () => {
  test.each<[string, Partial<PlanInput>, Partial<IndexPlan>]>([
    ["a demo", { eventsPerDay: 1e5, nodes: 1 }, { period: "day", shards: 1, replicas: 0, nodes: 1 }],
    ["a small platform", { eventsPerDay: 1e7 }, { period: "day", shards: 1, replicas: 1, nodes: 3 }],
    ["just too small for hours", { eventsPerDay: 7.9e8 }, { period: "day", shards: 6 }],
    ["just large enough for hours", { eventsPerDay: 8e8 }, { period: "hour", shards: 1 }],
    ["a billion a day", {}, { period: "hour", shards: 1, replicas: 1, totalShards: 722 * 2, nodes: 11 }],
    ["ten billion a day", { eventsPerDay: 1e10 }, { period: "hour", shards: 8, totalShards: 722 * 16 }],
  ])("for %s", (_, load, expected) => {
    expect(planIndex(aLoad(load))).toMatchObject(expected);
  });

  test.each([1e4, 1e6, 1e8, 5e8, 1e9, 2e9, 3.7e9, 1e10, 1e11])(
    "keeps shards of %d events a day below 50 GB",
    (eventsPerDay) => {
      const { largestShardBytes, period, shardBytes } = planIndex(aLoad({ eventsPerDay }));
      expect(largestShardBytes).toBeLessThanOrEqual(50 * GB);
      if (period === "hour") expect(shardBytes).toBeGreaterThan(7 * GB);
    },
  );

  test("gives small events as many shards as their writing takes", () => {
    const plan = planIndex(aLoad({ eventsPerDay: 1e10, bytesPerEvent: 60 }));
    expect(plan.shards).toBe(Math.ceil(plan.peakEventsPerSecond / 59_000));
    expect(plan.shards).toBe(6);
  });

  test("counts events per second, and three times that at the peak", () => {
    const plan = planIndex(aLoad());
    expect(Math.round(plan.eventsPerSecond)).toBe(11_574);
    expect(Math.round(plan.peakEventsPerSecond)).toBe(34_722);
  });

  test("needs disk for all copies and keeps 15 % of it free", () => {
    const plan = planIndex(aLoad({ nodes: 20 }));
    expect(plan.dataBytes).toBe(18 * TB);
    expect(plan.diskPerNodeBytes * 20 * 0.85).toBeCloseTo(18 * TB);
    expect(plan.nodesNeeded).toEqual({ disk: 11, writing: 2, shards: 2, copies: 3 });
  });

  test("makes daily indices where hourly ones would be more shards than the nodes may hold", () => {
    const load = { eventsPerDay: 1e9, retentionDays: 365, nodes: 10 };
    expect(planIndex(aLoad(load))).toMatchObject({ period: "day", shards: 8, shardLimit: 10_000 });
    expect(planIndex(aLoad({ ...load, maxShardsPerNode: 3_000 }))).toMatchObject({ period: "hour" });
  });

  test("keeps no copy on a single node unless told to, and as many as asked for", () => {
    expect(planIndex(aLoad({ nodes: 1 })).replicas).toBe(0);
    expect(planIndex(aLoad({ nodes: 2 })).replicas).toBe(1);
    expect(planIndex(aLoad({ replicas: 2 }))).toMatchObject({ replicas: 2, dataBytes: 27 * TB });
    expect(planIndex(aLoad({ replicas: 3, eventsPerDay: 1e6 })).nodes).toBe(4);
  });

  test("grows the heap with the data of a node, from 1 to 31 GB", () => {
    expect(planIndex(aLoad({ eventsPerDay: 1e5, nodes: 1 })).heapPerNodeBytes).toBe(GB);
    expect(planIndex(aLoad({ nodes: 18 })).heapPerNodeBytes).toBeCloseTo(TB / 60);
    expect(planIndex(aLoad({ nodes: 2 })).heapPerNodeBytes).toBe(31 * GB);
  });
});
