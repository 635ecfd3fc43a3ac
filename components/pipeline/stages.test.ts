import { describe, expect, it } from "vitest";
import { flowOf } from "#lib/pipeline/flow.ts";
import type { LagRow, PipelineView, WorkerView } from "#lib/pipeline/views.ts";
import { stagesOf } from "./stages.ts";

const AT = Date.parse("2026-03-02T14:41:00Z");
const MINUTE = 60_000;

const worker = (roles: string[], alive = true): WorkerView => ({
  id: roles.join(),
  roles,
  startedAt: AT,
  beatAt: AT,
  alive,
  perSecond: null,
  rssBytes: null,
});
const archiving = (partition: number, lag: number, behindMs: number | null): LagRow => ({
  topic: "api-requests",
  group: "archive-events",
  partition,
  lag,
  behindMs,
});

const stream = { partitions: 2, replicas: 3, underReplicated: [], bytes: null, lag: [], deadLetters: 0 };
const index = {
  status: "green" as const,
  hours: 31,
  documents: 1,
  bytes: 1,
  unassigned: 0,
  largestShardBytes: 1,
  recent: [],
  nodes: [],
};

const view = (overrides: Partial<PipelineView> = {}): PipelineView => ({
  at: AT,
  receipt: { completeTo: AT, behind: false },
  stores: { stream: "Kafka", index: "Elasticsearch", archive: "S3", warehouse: "Redshift" },
  stream,
  deadLetters: [],
  index,
  plan: "",
  workers: [worker(["index"]), worker(["archive"])],
  flow: flowOf([], AT),
  warehouse: { loadedTo: null, failing: 0 },
  verification: { days: [], asked: false },
  platform: null,
  warnings: [],
  ...overrides,
});

const stage = (name: string, overrides: Partial<PipelineView> = {}) => {
  const found = stagesOf(view(overrides), "UTC").find((one) => one.name === name);
  return [found?.figure, found?.note, found?.alarming];
};
const archived = (...lag: LagRow[]) => stage("Archive", { stream: { ...stream, lag } });

describe("the way of an event", () => {
  it("leads from the stream to the warehouse", () => {
    expect(stagesOf(view(), "UTC").map(({ name }) => name)).toEqual([
      "Stream",
      "Index worker",
      "Elasticsearch",
      "Archive",
      "Warehouse",
    ]);
  });

  it("is archived up to where the slowest partition is, an open file's hour later at most", () => {
    expect(archived()).toEqual(["–", "S3, 0 records not in a file yet", false]);
    expect(archived(archiving(0, 0, 100), archiving(1, 0, 90))).toEqual([
      "caught up",
      "S3, 0 records not in a file yet",
      false,
    ]);
    expect(archived(archiving(0, 0, 100), archiving(1, 1_200, 41 * MINUTE))).toEqual([
      "to 14:00",
      "S3, 1,200 records not in a file yet",
      false,
    ]);
    expect(archived(archiving(0, 1, 24 * 60 * MINUTE))).toEqual([
      "to Mar 1, 14:41",
      "S3, 1 record not in a file yet",
      true,
    ]);
    expect(archived(archiving(0, 1, MINUTE), archiving(1, 1, null))).toEqual([
      "–",
      "S3, 2 records not in a file yet",
      false,
    ]);
  });

  it("is not archived while no worker does", () => {
    const workers = [worker(["index"]), worker(["archive"], false)];
    expect(stage("Archive", { workers })).toEqual(["–", "no worker archives", true]);
  });

  it("is in the warehouse day by day, and whoever is not as the source is named", () => {
    const day = { day: "2026-03-01", verifiedAt: AT, steps: [], disagreements: [], more: 0 };
    const warehouse = { loadedTo: "2026-03-01", failing: 0 };
    expect(stage("Warehouse")).toEqual(["–", "Redshift", false]);
    expect(
      stage("Warehouse", { warehouse, verification: { days: [{ ...day, state: "equal" }], asked: false } }),
    ).toEqual(["to Mar 1", "Redshift, verified", false]);
    expect(
      stage("Warehouse", {
        warehouse: { ...warehouse, failing: 2 },
        verification: { days: [{ ...day, state: "unequal" }], asked: false },
      }),
    ).toEqual(["to Mar 1", "Redshift, 1 day not as the source, 2 jobs failed", true]);
  });

  it("alarms where events are written again, or are searchable late", () => {
    const flow = flowOf([], AT);
    expect(stage("Index worker", { flow: { ...flow, retriedPerSecond: 2 } })).toEqual([
      "–",
      "1 worker, 2.0\u202f/ s written again",
      true,
    ]);
    expect(stage("Elasticsearch", { flow: { ...flow, searchable: { p50: 0.5, p99: 2.1 } } })[2]).toBe(true);
    expect(stage("Elasticsearch", { flow: { ...flow, searchable: { p50: 0.5, p99: 1.9 } } })[2]).toBe(false);
  });
});
