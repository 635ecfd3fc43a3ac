import { describe, expect, test } from "vitest";
import type { PlanWarning } from "./compare-plan.ts";
import { flowOf } from "./flow.ts";
import type { IndexView, PipelineView, StreamView } from "./views.ts";
import { isBehind, pipelineWarnings } from "./warnings.ts";

const AT = Date.parse("2026-03-02T10:00:00Z");
const TB = 1e12;

const stream: StreamView = {
  partitions: 1,
  replicas: 3,
  underReplicated: [],
  bytes: null,
  lag: [{ topic: "api-requests", group: "index-events", partition: 2, lag: 12, behindMs: 200 }],
  deadLetters: 0,
};
const disk = {
  usedBytes: 0.5 * TB,
  totalBytes: TB,
  watermarks: { low: 0.85 * TB, high: 0.9 * TB, flood: 0.95 * TB },
};
const index: IndexView = {
  status: "green",
  hours: 1,
  documents: 1,
  bytes: 1,
  unassigned: 0,
  largestShardBytes: 1,
  recent: [],
  nodes: [{ name: "node-1", disk, reached: null }],
};
const alive = {
  id: "a/1",
  roles: ["index"],
  startedAt: AT,
  beatAt: AT,
  alive: true,
  perSecond: 1,
  rssBytes: 1,
};
const flow = flowOf([], AT);
const warned = (overrides: Partial<PipelineView>, plan: PlanWarning[] = []) =>
  pipelineWarnings(
    {
      at: AT,
      receipt: { completeTo: AT, behind: false },
      stores: { stream: "Kafka", index: "Elasticsearch", archive: "S3", warehouse: "Redshift" },
      stream,
      deadLetters: [],
      index,
      plan: "",
      workers: [alive],
      flow,
      verification: { days: [], asked: false },
      warehouse: { loadedTo: null, failing: 0 },
      platform: null,
      ...overrides,
    },
    plan,
  ).map(({ severity, sentence }) => `${severity}: ${sentence}`);

describe("warnings", () => {
  test("are none when all is well", () => {
    expect(warned({})).toEqual([]);
  });

  test("are none of the archive, which acknowledges whole files", () => {
    expect(isBehind({ group: "archive-events", lag: 1_000_000 })).toBe(false);
    expect(isBehind({ group: "index-events", lag: 1_001 })).toBe(true);
    expect(isBehind({ group: "index-events", lag: 1_000 })).toBe(false);
  });

  test.each<[string, Partial<PipelineView>, RegExp]>([
    ["a store that is away", { stream: null }, /^danger: .*Kafka.* does not answer/],
    ["no worker", { workers: [{ ...alive, alive: false }] }, /^danger: No worker writes the index/],
    ["none but for other work", { workers: [{ ...alive, roles: ["jobs"] }] }, /^danger: No worker writes/],
    [
      "one dead worker of two",
      { workers: [alive, { ...alive, id: "b/1", alive: false }] },
      /^warning: Worker b\/1 died: .* 10:00:00 UTC/,
    ],
    [
      "lag",
      { stream: { ...stream, lag: stream.lag.map((row) => ({ ...row, lag: 21_480 })) } },
      /^warning: index-events is 21,480 records behind in partition 2/,
    ],
    [
      "a missing replica",
      { stream: { ...stream, underReplicated: [{ topic: "t", partition: 1, replicas: 3, inSync: 2 }] } },
      /^danger: Partition 1 of t has 2 of 3 replicas in sync/,
    ],
    [
      "a red index",
      { index: { ...index, status: "red", unassigned: 1 } },
      /^danger: The index is red: 1 shard/,
    ],
    [
      "a full disk",
      {
        index: {
          ...index,
          nodes: [{ name: "node-1", disk: { ...disk, usedBytes: 0.96 * TB }, reached: "flood" }],
        },
      },
      /^danger: The disk of node-1 is 96.% full .*refuses writes/,
    ],
    [
      "a busy index",
      { flow: { ...flow, outPerSecond: 500, retriedPerSecond: 20 } },
      /^warning: The index is busy: 20 events per second are written again/,
    ],
    [
      "one event that holds up all others",
      { flow: { ...flow, outPerSecond: 0, retriedPerSecond: 0.2 } },
      /^danger: Nothing is indexed: .*again and again/,
    ],
  ])("name %s", (_, overrides, sentence) => {
    expect(warned(overrides)).toEqual([expect.stringMatching(sentence)]);
  });

  test("are none when a few events are written again among many", () => {
    expect(warned({ flow: { ...flow, outPerSecond: 500, retriedPerSecond: 0.2 } })).toEqual([]);
  });

  test("come with the worst first", () => {
    const dead = [alive, { ...alive, id: "b/1", alive: false }];
    const plan: PlanWarning[] = [
      { severity: "notice", code: "shards_small", sentence: "small" },
      { severity: "critical", code: "no_copy", sentence: "alone" },
    ];
    const severities = warned({ workers: dead, index: null }, plan).map((line) => line.split(":")[0]);
    expect(severities).toEqual(["danger", "danger", "warning", "info"]);
  });
});
