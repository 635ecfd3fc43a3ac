import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ClusterMeasures } from "../stores/event-index/cluster.ts";
import { HOUR_MS } from "../stores/event-index/hour.ts";
import type { IndexState } from "../stores/event-index/inspection.ts";
import { IndexUnavailable } from "../stores/event-index/port.ts";
import type { TopicState } from "../stores/event-stream/inspection.ts";
import { openReadingWorld, person, type ReadingWorld } from "../testing/reading.ts";
import { ARCHIVE_GROUP } from "./groups.ts";
import { pipelineView } from "./pipeline-view.ts";
import { recordProgress } from "./progress.ts";

const DAY_MS = 86_400_000;
const stores = { stream: "Kafka", index: "Elasticsearch", archive: "S3", warehouse: "Redshift" };

/** Hours of 600 events on two nodes: far too small for an index each, and without a copy. */
const measured: ClusterMeasures = {
  dataNodes: 2,
  totalShards: 48,
  maxShardsPerNode: 1_000,
  stored: { events: 14_400, bytesPerEvent: 300 },
  layout: { period: "hour", shards: 1, replicas: 0 },
};

describe("the Pipeline page's view", () => {
  let world: ReadingWorld;

  beforeEach(async () => {
    world = await openReadingWorld(["acme"]);
  });

  afterEach(() => world.close());

  const state = (): IndexState => ({
    status: "green",
    nodes: [
      { name: "a", disk: null },
      { name: "b", disk: null },
    ],
    parts: Array.from({ length: 24 }, (_, place) => {
      const from = Math.floor(world.clock.now() / HOUR_MS) * HOUR_MS - (24 - place) * HOUR_MS;
      const size = { documents: 600, bytes: 180_000, shards: 1, replicas: 0, unassigned: 0 };
      return { name: `hour-${place}`, from, to: from + HOUR_MS, status: "green", ...size };
    }),
  });

  const view = (measure: (() => Promise<ClusterMeasures>) | null, topics: TopicState[] = []) =>
    pipelineView(
      {
        ...world,
        stream: { inspect: async () => topics },
        deadLetterDays: { refresh: async () => undefined, counts: () => [] },
        index: { ...world.index, inspect: async () => state() },
        cluster: measure === null ? null : { measure },
        retentionDays: 30,
        stores,
      },
      person([], "support"),
    );
  const sentences = ({ warnings }: Awaited<ReturnType<typeof view>>) =>
    warnings.map(({ severity, sentence }) => `${severity}: ${sentence.replaceAll("\u202f", " ")}`);

  test("compares the plan with what the cluster tells", async () => {
    const compared = await view(async () => measured);
    expect(compared.plan).toMatch(/^New indices: hourly indices of 1 shard; daily indices of 1 shard fit/);
    expect(sentences(compared)).toEqual([
      expect.stringMatching(/^danger: No worker writes the index/),
      expect.stringMatching(/^danger: Shards have no replica although there are 2 nodes/),
      expect.stringMatching(/^info: Shards of closed hours have 180 kB/),
    ]);
  });

  test("says that there is nothing to plan of an embedded index, and when a cluster is silent", async () => {
    const embedded = await view(null);
    expect(embedded.plan).toMatch(/^Nothing to plan/);
    const silent = await view(() => Promise.reject(new IndexUnavailable("away")));
    expect(silent.plan).toMatch(/does not tell/);
    for (const one of [embedded, silent]) expect(sentences(one)).toHaveLength(1);
  });

  test("tells how far the archive is, by partition", async () => {
    const now = world.clock.now();
    const partition = (number: number, lag: number) => ({
      partition: number,
      committed: 10,
      end: 10 + lag,
      lag,
    });
    const topic: TopicState = {
      topic: "api-requests",
      partitions: [],
      groups: [{ group: ARCHIVE_GROUP, partitions: [partition(0, 0), partition(1, 7)] }],
    };
    const rows = [
      { partition: 0, offset: 10, completeTo: now },
      { partition: 1, offset: 10, completeTo: now - 60_000 },
    ];
    const archived = { group: ARCHIVE_GROUP, topic: "api-requests" } as const;
    await recordProgress(world.database, "archiver", rows, now, archived);
    const { stream, receipt } = await view(null, [topic]);
    expect(stream?.lag.map(({ behindMs }) => behindMs)).toEqual([0, 60_000]);
    // It says nothing of what is searchable.
    expect(receipt.completeTo).toBeNull();
  });

  test("tells which day the warehouse has, and whose jobs failed", async () => {
    const now = world.clock.now();
    const day = (back: number) => new Date(new Date(now - back * DAY_MS).toISOString().slice(0, 10));
    const run = (job: string, back: number, state: string, ago: number) =>
      world.database.jobRun.create({
        data: {
          job,
          day: day(back),
          state,
          leaseUntil: new Date(now),
          inputs: "",
          startedAt: new Date(now - ago),
        },
      });
    expect((await view(null)).warehouse).toEqual({ loadedTo: null, failing: 0 });
    for (const job of ["load_api_requests", "load_interactions"])
      for (const back of [0, 2]) await run(job, back, "succeeded", 60_000);
    await run("load_api_requests", 1, "succeeded", 60_000);
    await run("user_activity_daily", 1, "failed", 50_000);
    await run("user_activity_daily", 2, "failed", 50_000);
    await run("channel_usage_daily", 1, "failed", 50_000);
    await run("channel_usage_daily", 1, "succeeded", 40_000);
    const loadedTo = day(2).toISOString().slice(0, 10);
    // Nobody looked for what came since.
    expect((await view(null)).warehouse).toEqual({ loadedTo: null, failing: 1 });
    const sweptOn = async (...back: number[]) => {
      const midnights = back.map(day);
      for (const [place, job] of ["load_api_requests", "load_interactions"].entries()) {
        const sweptAt = new Date((midnights[place]?.getTime() ?? 0) + DAY_MS / 2);
        await world.database.jobSweep.upsert({
          where: { job },
          create: { job, sweptAt },
          update: { sweptAt },
        });
      }
    };
    await sweptOn(0, 0);
    expect((await view(null)).warehouse).toEqual({ loadedTo, failing: 1 });
    // That day was not over when it was loaded last.
    await sweptOn(0, 2);
    const before = day(3).toISOString().slice(0, 10);
    expect((await view(null)).warehouse).toEqual({ loadedTo: before, failing: 1 });
  });
});
