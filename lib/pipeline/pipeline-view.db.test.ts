import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ClusterMeasures } from "../stores/event-index/cluster.ts";
import { HOUR_MS } from "../stores/event-index/hour.ts";
import type { IndexState } from "../stores/event-index/inspection.ts";
import { IndexUnavailable } from "../stores/event-index/port.ts";
import { openReadingWorld, person, type ReadingWorld } from "../testing/reading.ts";
import { pipelineView } from "./pipeline-view.ts";

const stores = { stream: "Kafka", index: "Elasticsearch" };

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

  const view = (measure: (() => Promise<ClusterMeasures>) | null) =>
    pipelineView(
      {
        ...world,
        stream: { inspect: async () => [] },
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
});
