import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WAREHOUSES } from "#lib/testing/warehouses.ts";
import { ChecksFailed, checkDay, unique } from "./checks.ts";
import { replaceDay } from "./day.ts";
import { filesOfAll } from "./day-files.ts";
import { findJobs } from "./find-jobs.ts";
import type { Job } from "./job.ts";
import loadInteractions from "./jobs/load_interactions.ts";
import { runJob } from "./run.ts";
import { backfill, type Report, sweep } from "./sweep.ts";
import table from "./tables/channel-usage-daily.ts";
import { anInteraction } from "./testing/archive-events.ts";
import { openWorld, type World } from "./testing/world.ts";

const DAY = "2026-03-01";
const NOON = Date.UTC(2026, 2, 1, 12);
const DAY_MS = 86_400_000;

const [postgres] = WAREHOUSES;
if (postgres === undefined) throw new Error("There is no warehouse to test with");

/** Marts more or fewer change nothing here. */
const SOME = ["load_interactions", "load_api_requests", "channel_usage_daily"];

describe("runs of jobs", () => {
  let world: World;
  let jobs: Job[];

  beforeEach(async () => {
    world = await openWorld(postgres.open);
    jobs = (await findJobs()).filter(({ name }) => SOME.includes(name));
  });
  afterEach(async () => {
    await world.close();
  });

  /** A mart that does what it is told. */
  const mart = (run: Job["run"], dependsOn: string[] = []): Job => ({
    name: "mart",
    describe: "of the test",
    dependsOn,
    topics: [],
    schedule: "hourly",
    table,
    version: "1",
    run,
  });
  const summary = async (reports: AsyncIterable<Report>) => {
    const lines: string[] = [];
    for await (const { job, day, result } of reports) lines.push(`${job} ${day} ${result.state}`);
    return lines;
  };
  const stored = () => world.deps.database.jobRun.findMany({ orderBy: { startedAt: "asc" } });

  it("are kept with their time, rows, checks and lines", async () => {
    await world.interactions.write([anInteraction({ timestamp: NOON, checksum: 9 })]);
    await runJob(world.deps, loadInteractions, DAY);
    expect(await stored()).toMatchObject([
      {
        job: "load_interactions",
        day: new Date("2026-03-01T00:00:00Z"),
        state: "succeeded",
        runningJob: null,
        attempts: 1,
        rows: 1n,
        inputs: "version 1; interactions: 1 rows, checksum 9",
        startedAt: new Date("2026-03-03T12:00:00Z"),
        finishedAt: new Date("2026-03-03T12:00:00Z"),
        error: null,
        log: [{ at: "2026-03-03T12:00:00.000Z", line: "1 files, 1 rows" }, { line: "0 repeated" }],
        checks: expect.arrayContaining([{ name: "checksum as in the archive", ok: true, detail: "9" }]),
      },
    ]);
  });

  it("leave the day as it was when a check fails, and say which", async () => {
    const row = "select 'acme-chat', date '2026-03-01', 1, 0, 0, 0, 0, 0, 0";
    const filled = (select: string) =>
      mart(({ warehouse, day }) =>
        warehouse.transaction(async (transaction) => {
          const rows = await replaceDay(transaction, table, day, select);
          return { rows, ...(await checkDay(transaction, table, day, { checks: [unique(table.grain)] })) };
        }),
      );
    expect(await runJob(world.deps, filled(row), DAY)).toMatchObject({ state: "succeeded", rows: 1 });
    expect(await runJob(world.deps, filled(`${row} union all ${row}`), DAY)).toMatchObject({
      state: "failed",
      attempts: 1,
      error: "Checks failed: unique: channel, usage_date (1 wrong)",
      checks: [{ name: "unique: channel, usage_date", ok: false, detail: "1 wrong" }],
    });
    expect(await world.read("select count(*) from warehouse.channel_usage_daily")).toEqual([[1]]);
  });

  it("are one at a time for a job, until whoever ran it is taken to be dead", async () => {
    let release = () => undefined as unknown;
    const begun = Promise.withResolvers<void>();
    const slow = mart(
      () =>
        new Promise((resolve) => {
          release = () => resolve({ rows: 0, checks: [] });
          begun.resolve();
        }),
    );
    const first = runJob(world.deps, slow, DAY);
    await begun.promise;
    const quick = mart(async () => ({ rows: 5, checks: [] }));
    expect(await runJob(world.deps, quick, "2026-03-02")).toEqual({ state: "busy" });
    world.deps.clock.advance(60_001);
    expect(await runJob(world.deps, quick, "2026-03-02")).toMatchObject({ state: "succeeded", rows: 5 });
    release();
    await first;
    expect((await stored()).map(({ state, error }) => [state, error])).toEqual([
      ["failed", "The process that ran it is gone."],
      ["succeeded", null],
    ]);
  });

  it("commit nothing once another has taken the job over", async () => {
    const row = (requests: number) => `select 'acme-chat', date '2026-03-01', ${requests}, 0, 0, 0, 0, 0, 0`;
    const filling = (requests: number, meanwhile: () => Promise<unknown>) =>
      mart(({ warehouse, day }) =>
        warehouse.transaction(async (transaction) => {
          await meanwhile();
          return { rows: await replaceDay(transaction, table, day, row(requests)), checks: [] };
        }),
      );
    const stoodStill = filling(1, async () => {
      world.deps.clock.advance(60_001);
      await runJob(
        world.deps,
        filling(2, async () => undefined),
        DAY,
      );
    });
    expect(await runJob(world.deps, stoodStill, DAY)).toMatchObject({
      state: "failed",
      error: "Another process has taken the job over.",
    });
    expect((await stored()).map(({ state, error }) => [state, error])).toEqual([
      ["failed", "The process that ran it is gone."],
      ["succeeded", null],
    ]);
    const made = await world.read(`select * from warehouse.${table.name}`);
    expect(made.map((columns) => columns[2])).toEqual([2]);
  });

  it("load what is there when they begin, though the archive was asked long before", async () => {
    await world.interactions.write([anInteraction({ timestamp: NOON })]);
    const before = await filesOfAll(world.deps.archive, ["interactions"], [DAY], world.deps.clock.now());
    await world.interactions.write([anInteraction({ timestamp: NOON })]);
    world.deps.clock.advance(3_600_000);
    expect(await runJob(world.deps, loadInteractions, DAY)).toMatchObject({ rows: 2 });
    expect(await runJob(world.deps, loadInteractions, DAY, { dayFiles: before })).toMatchObject({ rows: 2 });
    const runs = await stored();
    expect(runs[1]?.inputs).toBe(runs[0]?.inputs);
  });

  it("need what they depend on for the same day", async () => {
    const late = mart(async () => ({ rows: 0, checks: [] }), ["load_interactions"]);
    await expect(runJob(world.deps, late, DAY)).rejects.toThrow(
      "mart for 2026-03-01 needs load_interactions of that day: run it first.",
    );
    await runJob(world.deps, loadInteractions, DAY);
    expect(await runJob(world.deps, late, DAY)).toMatchObject({ state: "succeeded" });
  });

  it("happen for the days whose inputs changed, in order, dependants after them", async () => {
    await world.interactions.write([0, 1].map((day) => anInteraction({ timestamp: NOON + day * DAY_MS })));
    expect(await summary(sweep(world.deps, jobs))).toEqual([
      "load_interactions 2026-03-01 succeeded",
      "load_interactions 2026-03-02 succeeded",
      "load_api_requests 2026-03-01 succeeded",
      "channel_usage_daily 2026-03-01 succeeded",
      "load_api_requests 2026-03-02 succeeded",
      "channel_usage_daily 2026-03-02 succeeded",
    ]);
    const unchanged = await summary(sweep(world.deps, jobs));
    expect(unchanged.filter((line) => !line.endsWith("current"))).toEqual([]);
    await world.interactions.write([anInteraction({ timestamp: NOON + 1 })]);
    const changed = await summary(sweep(world.deps, jobs));
    expect(changed.filter((line) => !line.endsWith("current"))).toEqual([
      "load_interactions 2026-03-01 succeeded",
      "channel_usage_daily 2026-03-01 succeeded",
    ]);
  });

  it("of a daily job happen when the day is over, of a failed day again", async () => {
    let fails: boolean = true;
    const daily: Job = {
      ...mart(async () => {
        if (fails) throw new ChecksFailed([{ name: "always", ok: false, detail: "wrong" }]);
        return { rows: 0, checks: [] };
      }),
      schedule: "daily",
      topics: ["interactions"],
    };
    world.deps.clock.set("2026-03-01T23:00:00Z");
    await world.interactions.write([anInteraction({ timestamp: NOON })]);
    expect(await summary(sweep(world.deps, [daily]))).toEqual([]);
    world.deps.clock.set("2026-03-02T01:00:00Z");
    expect(await summary(sweep(world.deps, [daily]))).toEqual(["mart 2026-03-01 failed"]);
    fails = false;
    expect(await summary(sweep(world.deps, [daily]))).toEqual(["mart 2026-03-01 succeeded"]);
  });

  it("of a daily job are asked for in vain while the day lasts", async () => {
    const daily: Job = {
      ...mart(async () => expect.unreachable()),
      schedule: "daily",
      topics: ["interactions"],
    };
    await world.interactions.write([anInteraction({ timestamp: NOON })]);
    world.deps.clock.set("2026-03-01T23:00:00Z");
    expect(await summary(backfill(world.deps, [daily], { days: [DAY, "2026-03-02"] }))).toEqual([
      "mart 2026-03-01 waiting",
      "mart 2026-03-02 waiting",
    ]);
    expect(await world.deps.database.jobRun.count()).toBe(0);
  });

  it("fill a range in order, and leave alone what is up to date", async () => {
    const days = ["2026-02-28", DAY];
    const expected = (state: string) => days.flatMap((day) => SOME.map((job) => `${job} ${day} ${state}`));
    expect(await summary(backfill(world.deps, jobs, { days, onlyChanged: true }))).toEqual(
      expected("succeeded"),
    );
    expect(await summary(backfill(world.deps, jobs, { days, onlyChanged: true }))).toEqual(
      expected("current"),
    );
    expect(await summary(backfill(world.deps, jobs, { days }))).toEqual(expected("succeeded"));
  });
});
