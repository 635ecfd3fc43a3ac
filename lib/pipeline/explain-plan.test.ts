import { describe, expect, test } from "vitest";
import { explainPlan, planProblems } from "./explain-plan.ts";
import { type PlanInput, planIndex } from "./plan.ts";

const aLoad = (overrides: Partial<PlanInput> = {}): PlanInput => ({
  eventsPerDay: 1e9,
  bytesPerEvent: 300,
  peakFactor: 3,
  retentionDays: 30,
  nodes: null,
  replicas: null,
  diskPerNodeBytes: 2e12,
  maxShardsPerNode: 1_000,
  ...overrides,
});

const plain = (sentences: string[]) => sentences.map((sentence) => sentence.replaceAll("\u202f", " "));
const explained = (load: Partial<PlanInput>) => plain(explainPlan(aLoad(load), planIndex(aLoad(load))));
const problems = (load: Partial<PlanInput>) => plain(planProblems(aLoad(load), planIndex(aLoad(load))));

describe("a plan explains itself", () => {
  test("for a billion events a day", () => {
    expect(explained({})).toEqual([
      "1,000,000,000 events a day are 11,574/s, 34,722/s at 3 times that, and 300 GB a day at 300 bytes each.",
      "An average hour has 12.5 GB, enough for an index of its own: whole hours are closed, merged and dropped, and a query opens only those it needs.",
      "One shard holds it: 12.5 GB a shard in an average hour, 37.5 GB in a busy one.",
      "Each shard has 1 replica: as many nodes can be lost without losing an event.",
      "11 data nodes: disk asks for 11, writing for 2, the shard limit for 2, copies for 3.",
      "30 days of all copies are 18.0 TB; with 15 % of each disk free, which Elasticsearch asks for, 1.9 TB a node.",
    ]);
  });

  test.each<[string, Partial<PlanInput>, number, RegExp]>([
    [
      "a small installation",
      { eventsPerDay: 1e6 },
      1,
      /^An average hour has 12.5 MB, too little for an index of its own/,
    ],
    [
      "too many shards",
      { nodes: 10, retentionDays: 365 },
      1,
      /more shards than the nodes may hold: a day has one/,
    ],
    [
      "small events",
      { eventsPerDay: 1e10, bytesPerEvent: 60 },
      2,
      /^6 shards write the peak, 59,000 events\/s each/,
    ],
    ["large hours", { eventsPerDay: 1e10 }, 2, /^8 shards keep each below 50 GB/],
    ["no copy", { nodes: 1 }, 3, /^There is no second copy/],
  ])("where it decides otherwise: %s", (_, load, place, sentence) => {
    expect(explained(load)[place]).toMatch(sentence);
  });
});

describe("nodes that are not enough", () => {
  test("are none where none were given, or where they are", () => {
    expect(problems({})).toEqual([]);
    expect(problems({ nodes: 11 })).toEqual([]);
    expect(problems({ nodes: 1, eventsPerDay: 1e6 })).toEqual([]);
  });

  test.each<[Partial<PlanInput>, RegExp]>([
    [{ nodes: 5 }, /^5 nodes with 2.0 TB each are too small: 11 nodes or 4.2 TB each are needed/],
    [{ nodes: 1, diskPerNodeBytes: 1e14, eventsPerDay: 3e9 }, /cannot write the peak: 2 nodes/],
    [{ nodes: 11, maxShardsPerNode: 10 }, /shards are more than 11 nodes may hold \(110\)/],
    [{ nodes: 2, replicas: 2, eventsPerDay: 1e6 }, /^3 copies need as many nodes; there are 2/],
    [{ nodes: 2, eventsPerDay: 1e6 }, /^With fewer than 3 nodes/],
  ])("are told: %j", (load, problem) => {
    expect(problems(load)).toHaveLength(1);
    expect(problems(load)[0]).toMatch(problem);
  });
});
