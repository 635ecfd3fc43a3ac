import { randomBytes } from "node:crypto";
import { Client } from "@elastic/elasticsearch";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { systemScope } from "../../../channels/access.ts";
import { previousRange } from "../../../events/range.ts";
import { aDocument } from "../../../testing/builders.ts";
import { type FakeClock, fakeClock } from "../../../testing/fake-clock.ts";
import { recordingProxy } from "../../../testing/recording-proxy.ts";
import { aQuery, countOf, HOUR, idsOf, MINUTE, series, store } from "../fixture.contract.ts";
import { DAY_MS, HOUR_MS } from "../hour.ts";
import { describeKeeping } from "../keeping.contract.ts";
import type { EventIndex } from "../port.ts";
import { describeWriting } from "../write.contract.ts";
import { writeAll } from "../write-all.ts";
import { openElasticsearchCluster, openElasticsearchIndex, openElasticsearchRebuilder } from "./open.ts";
import { DEFAULT_LAYOUT, layoutTemplate, putLayout } from "./schedule.ts";

/** What only an index on a cluster can do; skipped with the rest of its contract where there is none. */
const url = inject("elasticsearchUrl");

describe.skipIf(url === null)("the layout of the index on Elasticsearch", () => {
  const node = url ?? "";
  let client: Client;
  let clock: FakeClock;
  let prefix: string;
  let index: EventIndex;

  const connect = () => openElasticsearchIndex({ nodes: [node], prefix, clock });

  async function apply(period: "hour" | "day", shards = 1): Promise<number> {
    const cluster = openElasticsearchCluster({ nodes: [node], prefix, clock });
    const { from } = await cluster.apply({ period, shards, replicas: 1 });
    await cluster.close();
    return from;
  }

  /** Two days around. */
  const widely = aQuery({ from: HOUR - DAY_MS, to: HOUR + DAY_MS });

  async function names(): Promise<string[]> {
    const found = await client.indices.getAlias({ index: `${prefix}-*` });
    return Object.keys(found)
      .map((name) => name.slice(prefix.length + 1))
      .sort((a, b) => (a < b ? -1 : 1));
  }

  async function empty(): Promise<void> {
    for (const part of await index.parts()) await index.drop(part);
  }

  beforeAll(() => {
    client = new Client({ node });
  });

  beforeEach(async () => {
    prefix = `test-${randomBytes(6).toString("hex")}`;
    clock = fakeClock(HOUR - 20 * MINUTE);
  });

  afterEach(async () => {
    await empty();
    await index.close();
    await client.indices.deleteIndexTemplate({ name: prefix });
    await client.cluster.deleteComponentTemplate({ name: layoutTemplate(prefix) });
  });

  afterAll(() => client.close());

  describe("in daily indices", () => {
    beforeEach(async () => {
      const daily = { ...DEFAULT_LAYOUT, schedule: [{ from: 0, period: "day" as const }] };
      await putLayout(client, prefix, daily, { create: true });
      index = await connect();
    });

    describe("writing", () => describeWriting(() => index, connect));
    describe("keeping", () => describeKeeping(() => index, DAY_MS));

    it("names one index for a day", async () => {
      await store(
        index,
        series(24, (place) => ({ timestamp: HOUR + place * HOUR_MS })),
        widely,
      );
      expect(await names()).toEqual(["2026.03.02", "2026.03.03"]);
      expect(await index.hours()).toHaveLength(24);
    });
  });

  describe("when the plan changes", () => {
    beforeEach(async () => {
      index = await connect();
    });

    /** One event an hour from 08:00 to 15:00, each hour with the same id. */
    const hourly = () => series(8, (place) => ({ id: "same", timestamp: HOUR + (place - 2) * HOUR_MS }));

    it("puts the hours to come into a day's index and finds them beside those before", async () => {
      expect(await apply("day")).toBe(HOUR);
      clock.set(HOUR);
      await store(index, hourly(), widely);
      expect(await names()).toEqual(["2026.03.02", "2026.03.02.08", "2026.03.02.09"]);
      expect(await index.hours()).toEqual(hourly().map(({ timestamp }) => timestamp));
      expect(await countOf(index, aQuery({ to: HOUR + 8 * HOUR_MS }))).toBe(7);
      expect(await idsOf(index, aQuery({ from: HOUR - HOUR_MS, to: HOUR + 1 }))).toEqual(["same", "same"]);
    });

    it("neither loses nor doubles what was written before and comes again after", async () => {
      const early = aDocument({ id: "early", timestamp: HOUR - 1 });
      const ahead = aDocument({ id: "ahead", timestamp: HOUR - 30 });
      await store(index, [early, ahead]);
      await apply("day");
      clock.set(HOUR + MINUTE);
      await store(index, hourly().slice(2), widely);
      const second = await connect();
      const again = await second.write([early, ahead, ...hourly().slice(2)]);
      await second.close();
      expect(again.map(({ status }) => status)).toEqual(Array(8).fill("duplicate"));

      clock.set(HOUR + 100 * MINUTE);
      expect(await apply("hour")).toBe(HOUR + 2 * HOUR_MS);
      clock.set(HOUR + 5 * HOUR_MS);
      const late = await index.write([early, ...hourly().slice(2, 4)]);
      expect(late.map(({ status }) => status)).toEqual(Array(3).fill("duplicate"));
      const next = aDocument({ id: "next", timestamp: HOUR + 7 * HOUR_MS });
      expect(await index.write([next])).toEqual([{ status: "created" }]);
      expect(await names()).toContain("2026.03.02.17");
    });

    it("puts what waited meanwhile where everybody else puts it", async () => {
      const batch = index.batch();
      for (const event of hourly()) batch.add(event);
      await apply("day");
      clock.set(HOUR);
      const second = await connect();
      await store(second, hourly(), widely);
      await second.close();
      expect((await batch.write()).map(({ status }) => status)).toEqual(Array(8).fill("duplicate"));
      expect(await names()).toEqual(["2026.03.02", "2026.03.02.08", "2026.03.02.09"]);
    });

    it("drops by the form that each part has, nothing younger than asked for", async () => {
      await apply("day");
      clock.set(HOUR);
      await store(index, hourly(), widely);
      const [eight, , day] = await index.parts().then((parts) => parts.toSorted((a, b) => a.to - b.to));
      expect([eight?.from, day?.to]).toEqual([HOUR - 2 * HOUR_MS, HOUR + 14 * HOUR_MS]);
      if (eight !== undefined) await index.drop(eight);
      expect(await names()).toEqual(["2026.03.02", "2026.03.02.09"]);
    });

    it("builds the rest of a day anew without touching the hours before it", async () => {
      await apply("day");
      clock.set(HOUR);
      await store(index, hourly(), widely);
      const rebuilder = await openElasticsearchRebuilder({ nodes: [node], prefix, clock });
      const rebuild = await rebuilder.begin(HOUR + HOUR_MS);
      expect(rebuild.hours).toHaveLength(14);
      await writeAll(rebuild.batch(), hourly().slice(2));
      await rebuild.hold();
      expect(await rebuild.compare()).toMatchObject({ added: 0, changed: 0, missing: 0 });
      await rebuild.swap();
      await rebuilder.close();
      expect(await names()).toEqual(["2026.03.02-r1", "2026.03.02.08", "2026.03.02.09"]);
      expect(await index.hours()).toEqual(hourly().map(({ timestamp }) => timestamp));
    });

    it("gives new indices the shards and copies of the plan, and leaves the others as they are", async () => {
      await store(index, [aDocument({ timestamp: HOUR - HOUR_MS })]);
      await apply("hour", 3);
      await store(index, [aDocument({ timestamp: HOUR })]);
      const settings = await client.indices.getSettings({ index: `${prefix}-*`, flat_settings: true });
      const shards = Object.entries(settings)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, each]) => each.settings?.["index.number_of_shards" as never]);
      expect(shards).toEqual(["1", "3"]);
      // Opening again, as a new version of the product does, keeps the plan.
      await (await connect()).close();
      await store(index, [aDocument({ timestamp: HOUR + HOUR_MS })]);
      const third = await client.indices.getSettings({
        index: `${prefix}-2026.03.02.11`,
        flat_settings: true,
      });
      expect(JSON.stringify(third)).toContain('"index.number_of_shards":"3"');
    });

    it("measures what an event takes over closed parts, and knows the cluster's nodes and limit", async () => {
      const cluster = openElasticsearchCluster({ nodes: [node], prefix, clock });
      expect((await cluster.measure()).stored).toBeNull();
      await store(
        index,
        series(10_000, (place) => ({ user_id: `u_${place}`, run_id: `run-${place}` })),
      );
      expect(await cluster.measure()).toMatchObject({
        stored: null,
        maxShardsPerNode: 1_000,
        layout: { period: "hour", shards: 1, replicas: 1 },
      });
      await cluster.apply({ period: "day", shards: 2, replicas: 0 });
      expect((await cluster.measure()).layout).toEqual({ period: "day", shards: 2, replicas: 0 });
      clock.set(HOUR + 3 * HOUR_MS);
      await expect
        .poll(async () => (await cluster.measure()).stored?.bytesPerEvent, { timeout: 30_000 })
        .toBeGreaterThan(50);
      const { stored, dataNodes, totalShards } = await cluster.measure();
      expect(totalShards).toBeGreaterThanOrEqual(1);
      expect(stored?.events).toBe(10_000);
      expect(stored?.bytesPerEvent).toBeLessThan(1_000);
      expect(dataNodes).toBeGreaterThanOrEqual(1);
      await cluster.close();
    });
  });

  describe("as it is asked", () => {
    const DAY = { from: HOUR - 24 * HOUR_MS, to: HOUR };
    const health = (of: EventIndex, range = DAY) =>
      of.health(
        { scope: systemScope(["acme-chat"]), ...range, where: [] },
        { bucketMs: 5 * MINUTE, percentiles: true },
      );

    beforeEach(async () => {
      index = await connect();
    });

    it("has at most two indices named by any query of the last hour", async () => {
      const proxy = await recordingProxy(node);
      const asking = await openElasticsearchIndex({ nodes: [proxy.url], prefix, clock });
      for (const minutes of [0, 1, 29, 59]) {
        const to = HOUR + minutes * MINUTE;
        const lastHour = { from: to - HOUR_MS, to };
        proxy.take("/_msearch");
        const query = aQuery(lastHour);
        await asking.search(query, { limit: 10 });
        await health(asking, lastHour);
        await health(asking, previousRange(lastHour));
        await asking.groups(query, { by: "endpoint", limit: 5 });
        await asking.signatures(query, { limit: 5 });
        await asking.facets(query, ["endpoint"], 5);
        const headers = proxy
          .take("/_msearch")
          .map((body) => JSON.parse(body.split("\n")[0] ?? "") as { index: string[] });
        expect(headers).toHaveLength(6);
        for (const header of headers) {
          expect(header.index.length).toBe(minutes === 0 ? 1 : 2);
          expect(header.index.join()).not.toContain("*");
        }
      }
      await asking.close();
      await proxy.close();
    });

    it("answers Health over 24 h again from the request cache, for all closed hours", async () => {
      await store(
        index,
        series(24 * 12, (place) => ({ timestamp: DAY.from + place * 5 * MINUTE + 1 })),
        widely,
      );
      const cache = async () => {
        const { _all } = await client.indices.stats({ index: `${prefix}-*`, metric: "request_cache" });
        const { hit_count = 0, miss_count = 0 } = _all.total?.request_cache ?? {};
        return { hits: hit_count, misses: miss_count };
      };
      let minutes = 0;
      /** A minute later than before: the oldest hour leaves the range bit by bit, 23 lie within it as a whole. */
      const askAgain = async () => {
        minutes += 1;
        const before = await cache();
        await health(index, { from: DAY.from + minutes * MINUTE, to: DAY.to + minutes * MINUTE });
        const after = await cache();
        return { hits: after.hits - before.hits, misses: after.misses - before.misses };
      };
      await expect.poll(askAgain, { timeout: 10_000, interval: 250 }).toEqual({ hits: 23, misses: 1 });
    });
  });
});
