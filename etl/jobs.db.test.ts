import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Warehouse } from "#lib/stores/warehouse/port.ts";
import { aDocument } from "#lib/testing/builders.ts";
import { cutProxy } from "#lib/testing/cut-proxy.ts";
import { WAREHOUSES } from "#lib/testing/warehouses.ts";
import { findJobs } from "./find-jobs.ts";
import type { Job } from "./job.ts";
import loadApiRequests from "./jobs/load_api_requests.ts";
import loadInteractions from "./jobs/load_interactions.ts";
import { type RunResult, runJob } from "./run.ts";
import { anInteraction } from "./testing/archive-events.ts";
import { openWorld, type World } from "./testing/world.ts";

const DAY = "2026-03-01";
const NOON = Date.UTC(2026, 2, 1, 12);
const MIDNIGHT = Date.UTC(2026, 2, 2);

const STATE = "select count(*), coalesce(sum(checksum), 0) from warehouse.interactions";
const HOURS =
  "select channel, status_class, requests, failures, users, checksum_sum from warehouse.api_requests_hourly";

/** Cuts the connection once so many statements of a transaction are done; `done` says how many there were. */
function cutAfter(
  warehouse: Warehouse,
  statements: number,
  cut: () => void,
): { warehouse: Warehouse; done(): number } {
  let done = 0;
  const counted = async <T>(result: Promise<T>) => {
    const value = await result;
    done += 1;
    if (done === statements) cut();
    return value;
  };
  return {
    done: () => done,
    warehouse: {
      prepare: (tables) => warehouse.prepare(tables),
      query: (sql, values, limits) => warehouse.query(sql, values, limits),
      close: () => warehouse.close(),
      transaction: (work) =>
        warehouse.transaction(({ execute, rows, stage }) =>
          work({
            execute: (sql) => counted(execute(sql)),
            rows: (sql) => counted(rows(sql)),
            stage: (table, manifest) => counted(stage(table, manifest)),
          }),
        ),
    },
  };
}

for (const { name, open } of WAREHOUSES) {
  describe(`loading into ${name}`, () => {
    let world: World;

    beforeEach(async () => {
      world = await openWorld(open);
    });
    afterEach(async () => {
      await world.close();
    });

    const run = (job: Job, day = DAY, deps = world.deps): Promise<RunResult> => runJob(deps, job, day);
    const interactions = (count: number, checksum: number, timestamp = NOON) =>
      Array.from({ length: count }, () => anInteraction({ timestamp, checksum }));

    it("gives the same rows when a day is loaded three times, late events when they are there", async () => {
      await world.interactions.write([...interactions(3, 10), ...interactions(2, 1_000, MIDNIGHT)]);
      for (let time = 0; time < 3; time += 1) {
        expect(await run(loadInteractions)).toMatchObject({ state: "succeeded", rows: 3 });
        expect(await world.read(STATE)).toEqual([[3, 30]]);
      }
      await world.interactions.write(interactions(1, 5, MIDNIGHT - 1));
      expect(await run(loadInteractions)).toMatchObject({ state: "succeeded", rows: 4 });
      expect(await world.read(STATE)).toEqual([[4, 35]]);
    });

    it("counts an event that was sent twice once, in the same hour only", async () => {
      const twice = anInteraction({ timestamp: NOON, checksum: 7 });
      const request = aDocument({ timestamp: NOON, checksum: 11 });
      await world.interactions.write([twice, twice, { ...twice, timestamp: NOON + 3_600_000 }]);
      await world.requests.write([request]);
      await world.requests.write([request, { ...request, timestamp: NOON + 3_600_000 }]);
      expect(await run(loadInteractions)).toMatchObject({ rows: 2 });
      expect(await world.read(STATE)).toEqual([[2, 14]]);
      const result = await run(loadApiRequests);
      expect(result).toMatchObject({ rows: 2 });
      expect(await world.read(`${HOURS} order by hour_at`)).toEqual([
        ["acme-chat", "2xx", 1, 0, 1, 11],
        ["acme-chat", "2xx", 1, 0, 1, 11],
      ]);
    });

    it("keeps every value of an interaction", async () => {
      await world.interactions.write([
        anInteraction({
          id: "tab\tand\\",
          timestamp: NOON + 1,
          user_id: "u_bbbbbbbbbbbbbbbb",
          type: "recipe_run",
          channel: undefined,
          recipe_id: "r1",
          platform: "ios",
          country: undefined,
          properties: { variant: "b", name: 'é "quoted"\n' },
          checksum: 16_777_215,
        }),
      ]);
      await run(loadInteractions);
      expect(await world.read("select * from warehouse.interactions")).toEqual([
        [
          "tab\tand\\",
          new Date(NOON + 1),
          "u_bbbbbbbbbbbbbbbb",
          "recipe_run",
          null,
          "r1",
          "ios",
          null,
          '{"variant":"b","name":"é \\"quoted\\"\\n"}',
          16_777_215,
          0,
          0,
          new Date(NOON + 1),
        ],
      ]);
    });

    it("adds API requests up by endpoint, kind, status and hour, with users and durations that add up further", async () => {
      const request = (user: string, status: number | undefined, duration: number) =>
        aDocument({
          timestamp: NOON,
          channel: "acme-chat",
          endpoint: "send",
          kind: "action",
          user_id: user,
          status_code: status,
          error_type: status === undefined ? "timeout" : undefined,
          duration_ms: duration,
          checksum: 100,
        });
      await world.requests.write([request("a", 200, 10), request("a", 201, 20), request("b", 204, 30)]);
      await world.requests.write([request("c", 500, 1_000), request("c", undefined, 5)]);
      const result = await run(loadApiRequests);
      expect(result).toMatchObject({
        state: "succeeded",
        rows: 3,
        checks: [
          { name: "rows as in the manifest", ok: true, detail: "5" },
          { name: "checksum as in the archive", ok: true, detail: "500" },
          { name: "requests as counted", ok: true, detail: "5" },
          { name: "checksum as counted", ok: true, detail: "500" },
          { name: "not null: channel, hour_at, requests, checksum_sum", ok: true },
          { name: "unique: channel, endpoint, kind, status_class, hour_at", ok: true },
        ],
      });
      expect(await world.read(`${HOURS} order by status_class`)).toEqual([
        ["acme-chat", "2xx", 3, 0, 2, 300],
        ["acme-chat", "5xx", 1, 1, 1, 100],
        ["acme-chat", "none", 1, 1, 1, 100],
      ]);
      const [[sum, p50] = []] = await world.read(
        "select duration_ms_sum, duration_ms_p50 from warehouse.api_requests_hourly where status_class = '2xx'",
      );
      expect(sum).toBe(60);
      expect(p50).toBeGreaterThan(19.8);
      expect(p50).toBeLessThan(20.2);
    });

    it("leaves the day as it was when the connection is lost, after whichever statement, and repairs itself", async () => {
      await world.interactions.write(interactions(3, 10));
      await run(loadInteractions);
      const proxy = await cutProxy(world.place.url);
      const through = world.place.connect(proxy.url);
      let checksum = 30;
      let cuts = 0;
      for (let statements = 1; ; statements += 1) {
        await world.interactions.write(interactions(1, 1));
        const cutting = cutAfter(through, statements, () => proxy.cut());
        const result = await run(loadInteractions, DAY, {
          ...world.deps,
          warehouse: cutting.warehouse,
          pauses: [],
        });
        if (cutting.done() < statements) {
          expect(result).toMatchObject({ state: "succeeded" });
          break;
        }
        cuts += 1;
        expect(result).toMatchObject({ state: "failed", error: expect.stringContaining("does not answer") });
        expect(await world.read(STATE)).toEqual([[2 + cuts, checksum]]);
        proxy.heal();
        expect(await run(loadInteractions, DAY, { ...world.deps, warehouse: through })).toMatchObject({
          state: "succeeded",
        });
        checksum += 1;
        expect(await world.read(STATE)).toEqual([[3 + cuts, checksum]]);
      }
      expect(cuts).toBe(7);
      await through.close();
      await proxy.close();
    });

    it("tries again by itself when the warehouse comes back", async () => {
      await world.interactions.write(interactions(3, 10));
      const proxy = await cutProxy(world.place.url);
      const through = world.place.connect(proxy.url);
      let cut = false;
      const { warehouse } = cutAfter(through, 2, () => {
        if (cut) return;
        cut = true;
        proxy.cut();
        proxy.heal();
      });
      const result = await run(loadInteractions, DAY, { ...world.deps, warehouse });
      expect(result).toMatchObject({ state: "succeeded", attempts: 2, rows: 3 });
      expect(await world.read(STATE)).toEqual([[3, 30]]);
      await through.close();
      await proxy.close();
    });

    it("never shows half of a day to a reader", async () => {
      const seen = new Set<string>();
      const loaded = new AbortController();
      const reading = (async () => {
        while (!loaded.signal.aborted) seen.add(String(await world.read(STATE)));
      })();
      const expected = ["0,0"];
      for (let round = 1; round <= 4; round += 1) {
        await world.interactions.write(interactions(50, round));
        expect(await run(loadInteractions)).toMatchObject({ state: "succeeded", rows: 50 * round });
        expected.push(String((await world.read(STATE))[0]));
      }
      loaded.abort();
      await reading;
      expect(expected).toEqual(["0,0", "50,50", "100,150", "150,300", "200,500"]);
      expect(expected).toEqual(expect.arrayContaining([...seen]));
    });

    it("makes nothing of a day in which nothing happened", async () => {
      expect(await run(loadInteractions)).toMatchObject({ state: "succeeded", rows: 0 });
      expect(await run(loadApiRequests)).toMatchObject({ state: "succeeded", rows: 0 });
    });

    it("says by hand's count who used a Channel, across midnight", async () => {
      const at = (time: string) => Date.parse(`${time}Z`);
      const person =
        (user: string, type: "recipe_created" | "recipe_enabled" | "recipe_disabled" | "recipe_run") =>
        (time: string, channel: string | undefined = "acme-chat") =>
          anInteraction({ user_id: user, type, channel, timestamp: at(time) });
      await world.interactions.write([
        person("a", "recipe_created")("2026-03-01T00:00:00.000"),
        person("a", "recipe_enabled")("2026-03-01T10:00:00"),
        person("a", "recipe_run")("2026-03-01T11:00:00"),
        person("b", "recipe_run")("2026-03-01T23:59:59.999"),
        person("b", "recipe_run")("2026-03-02T00:00:00.000"),
        person("a", "recipe_disabled")("2026-03-02T08:00:00"),
        person("c", "recipe_run")("2026-03-01T12:00:00", "bolt-mail"),
        person("d", "recipe_run")("2026-02-28T23:59:59.999"),
        anInteraction({ type: "page_viewed", channel: undefined, timestamp: at("2026-03-01T12:00:00") }),
      ]);
      const request = (time: string, channel: string, status: number) =>
        aDocument({ channel, timestamp: at(time), status_code: status });
      await world.requests.write([
        request("2026-03-01T23:59:59.999", "acme-chat", 200),
        request("2026-03-01T01:00:00", "acme-chat", 500),
        request("2026-03-02T00:00:00.000", "acme-chat", 200),
        request("2026-03-01T02:00:00", "cloud-files", 200),
      ]);
      for (const day of ["2026-02-28", DAY, "2026-03-02"])
        for (const job of await findJobs()) expect(await run(job, day)).toMatchObject({ state: "succeeded" });
      const rows = await world.read(
        "select * from warehouse.channel_usage_daily order by usage_date, channel",
      );
      // channel, day, active users, created, enabled, disabled, runs, requests, failures
      expect(rows).toEqual([
        ["acme-chat", "2026-02-28", 1, 0, 0, 0, 1, 0, 0],
        ["acme-chat", DAY, 2, 1, 1, 0, 2, 2, 1],
        ["bolt-mail", DAY, 1, 0, 0, 0, 1, 0, 0],
        ["cloud-files", DAY, 0, 0, 0, 0, 0, 1, 0],
        ["acme-chat", "2026-03-02", 2, 0, 0, 1, 1, 1, 0],
      ]);
    });
  });
}
