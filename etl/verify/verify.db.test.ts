import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { recordProgress } from "#lib/pipeline/progress.ts";
import { RequestCounts } from "#lib/request-hours/counts.ts";
import { importRequestHours } from "#lib/request-hours/import.ts";
import { aDocument } from "#lib/testing/builders.ts";
import { ENGINES, type OpenEngines } from "#lib/testing/engines.ts";
import { WAREHOUSES } from "#lib/testing/warehouses.ts";
import type { StepResult } from "#lib/verification/types.ts";
import { findJobs } from "../find-jobs.ts";
import { runJob } from "../run.ts";
import { ArchiveWriter, anInteraction } from "../testing/archive-events.ts";
import { openWorld, type World } from "../testing/world.ts";
import type { VerifyDeps } from "./deps.ts";
import { runVerification } from "./run-verification.ts";
import { beginRound } from "./verify-day.ts";

const DAY = "2026-03-01";
const NOON = Date.UTC(2026, 2, 1, 12);
const HOUR = 3_600_000;
const DAY_MS = 24 * HOUR;

const [embedded, distributed] = ENGINES;
const [postgres, standIn] = WAREHOUSES;
const SETS = [
  { warehouse: postgres, engines: embedded },
  { warehouse: standIn, engines: embedded },
  { warehouse: postgres, engines: distributed },
].flatMap(({ warehouse, engines }) =>
  warehouse === undefined || engines === undefined
    ? []
    : [{ name: `${engines.name} and ${warehouse.name}`, open: warehouse.open, engines }],
);

for (const { name, open, engines } of SETS) {
  describe.skipIf(engines.skip)(`verifying a day on ${name}`, () => {
    let world: World;
    let stores: OpenEngines;
    let deps: VerifyDeps;
    const people = Array.from({ length: 4 }, (_, place) =>
      anInteraction({ timestamp: NOON + place, checksum: 100 + place }),
    );
    const noon = Array.from({ length: 3 }, (_, place) =>
      aDocument({ id: `noon-${place}`, timestamp: NOON + place, accepted_at: NOON + 1_000 }),
    );
    const later = Array.from({ length: 2 }, (_, place) =>
      aDocument({
        id: `later-${place}`,
        timestamp: NOON + HOUR + place,
        channel: "bolt-mail",
        accepted_at: NOON + HOUR + 1_000,
      }),
    );

    async function write(documents: typeof noon): Promise<void> {
      const expected = documents.map(() => ({ status: "created" }));
      expect(await stores.index.write(documents)).toEqual(expected);
    }

    async function load(): Promise<void> {
      for (const job of await findJobs())
        expect(await runJob(world.deps, job, DAY)).toMatchObject({ state: "succeeded" });
    }

    async function verify(day = DAY): Promise<StepResult[]> {
      const done = await runVerification(deps, await beginRound(deps, day), { day, inputs: "a test" });
      if (done.state !== "done") throw new Error(`The day was not verified: ${JSON.stringify(done)}`);
      return done.results;
    }

    const wrong = (results: StepResult[]) =>
      results.flatMap(({ step, disagreements }) =>
        disagreements.map(({ store, subject, channel, hour, words }) => ({
          step,
          store,
          subject,
          channel,
          hour,
          words,
        })),
      );
    const stateOf = (results: StepResult[], step: string, subject: string) =>
      results.find((one) => one.step === step && one.subject === subject);

    beforeEach(async () => {
      world = await openWorld(open);
      stores = await engines.open();
      const { stream, index } = stores;
      deps = { ...world.deps, stream, index, retentionMs: 30 * DAY_MS };
      const { archive, database, clock } = world.deps;
      const given = { now: () => NOON + 2 * HOUR };
      await new ArchiveWriter(archive, "interactions", given).write(people);
      // One was sent twice: it is twice in the archive, and nowhere else.
      await new ArchiveWriter(archive, "api-requests", given).write([...noon, ...later, ...noon.slice(0, 1)]);
      await write([...noon, ...later]);
      const completeTo = clock.now();
      await recordProgress(database, "w1", [{ partition: 0, offset: 6, completeTo }], completeTo);
      await load();
    });
    afterEach(async () => {
      await stores.close();
      await world.close();
    });

    it("agrees where nothing is wrong, to the event, whatever was sent twice", async () => {
      const results = await verify();
      expect(wrong(results)).toEqual([]);
      expect(stateOf(results, "archive_index", "api-requests")).toMatchObject({
        state: "equal",
        source: { rows: 5 },
        here: { rows: 5 },
      });
      expect(stateOf(results, "archive_warehouse", "interactions")).toMatchObject({
        state: "equal",
        source: { rows: 4, checksum: 406 },
        here: { rows: 4, checksum: 406 },
        completeTo: NOON + 12 * HOUR,
      });
      expect(stateOf(results, "table_checks", "channel_usage_daily")).toMatchObject({ state: "equal" });
      expect(stateOf(results, "stream_archive", "interactions")).toMatchObject({
        state: "not_compared",
        notCompared: [{ reason: "the archive got nothing from this stream on this day" }],
      });
      const runs = await deps.database.jobRun.findMany({ where: { job: "verify" } });
      expect(runs).toMatchObject([{ state: "succeeded", rows: 9n }]);
    });

    it("names a deleted hour of the archive", async () => {
      const keys: string[] = [];
      for await (const { key } of deps.archive.list("api-requests/2026/03/01/13/")) keys.push(key);
      await deps.archive.remove(keys);
      expect(wrong(await verify())).toEqual([
        {
          step: "archive_files",
          store: "archive",
          subject: "api-requests",
          channel: null,
          hour: NOON + HOUR,
          words: "The archive has lost all 2 events of api-requests of 2026-03-01 13:00 UTC.",
        },
      ]);
      const runs = await deps.database.jobRun.findMany({ where: { job: "verify" } });
      expect(runs).toMatchObject([{ state: "failed", error: expect.stringContaining("1 disagreement: ") }]);
    });

    it("names a lost part of the index", async () => {
      await stores.index.drop({ from: NOON, to: NOON + HOUR, writes: 0, settled: false });
      expect(wrong(await verify())).toEqual([
        {
          step: "archive_index",
          store: "index",
          subject: "api-requests",
          channel: "acme-chat",
          hour: NOON,
          words: "The index has lost all 3 events of api-requests of 2026-03-01 12:00 UTC (acme-chat).",
        },
      ]);
    });

    it("names an event that the index has with other content", async () => {
      await stores.index.drop({ from: NOON + HOUR, to: NOON + 2 * HOUR, writes: 0, settled: false });
      await write(later.map((event, place) => (place === 0 ? { ...event, checksum: 1 } : event)));
      expect(wrong(await verify())).toMatchObject([
        {
          step: "archive_index",
          channel: "bolt-mail",
          hour: NOON + HOUR,
          words:
            "The index has as many events of api-requests of 2026-03-01 13:00 UTC, 2, but not the same: at least one was changed (bolt-mail).",
        },
      ]);
    });

    it("names a load that happened twice, in both tables", async () => {
      for (const table of ["interactions", "api_requests_hourly"])
        await deps.warehouse.transaction(({ execute }) =>
          execute(`insert into warehouse.${table} select * from warehouse.${table}`),
        );
      const found = wrong(await verify());
      expect(found).toMatchObject([
        {
          step: "archive_warehouse",
          subject: "api-requests",
          hour: NOON,
          words: expect.stringContaining("twice"),
        },
        { step: "archive_warehouse", subject: "api-requests", hour: NOON + HOUR },
        {
          step: "archive_warehouse",
          subject: "interactions",
          channel: "acme-chat",
          hour: NOON,
          words:
            "The warehouse has the 4 events of interactions of 2026-03-01 12:00 UTC twice: they were loaded more than once (acme-chat).",
        },
        {
          step: "table_checks",
          subject: "interactions",
          words:
            "4 rows of warehouse.interactions of 2026-03-01 are there more than once (channel, id, occurred_at).",
        },
        { step: "table_checks", subject: "api_requests_hourly" },
      ]);
    });

    it("names rows that were changed or removed in the warehouse, and rules that they break", async () => {
      const [first, second] = people;
      await deps.warehouse.transaction(async ({ execute }) => {
        await execute(`update warehouse.interactions set checksum = checksum + 1 where id = '${first?.id}'`);
        await execute(
          "update warehouse.api_requests_hourly set failures = requests + 1 where channel = 'bolt-mail'",
        );
      });
      expect(wrong(await verify())).toMatchObject([
        { step: "archive_warehouse", words: expect.stringContaining("at least one was changed (acme-chat)") },
        {
          step: "table_checks",
          subject: "interactions",
          channel: "acme-chat",
          words: expect.stringMatching(/^1 row of .*: checksum is 101 instead of 100\.$/),
        },
        {
          step: "table_checks",
          subject: "api_requests_hourly",
          words:
            '1 of 2 rows of warehouse.api_requests_hourly of 2026-03-01 breaks the rule "no more failures than requests".',
        },
        {
          step: "table_checks",
          subject: "api_requests_hourly",
          channel: "bolt-mail",
          words: expect.stringContaining("hour_at 2026-03-01 13:00:00: failures is 3 instead of 0."),
        },
      ]);
      await deps.warehouse.transaction(({ execute }) =>
        execute(`delete from warehouse.interactions where id = '${second?.id}'`),
      );
      expect(wrong(await verify())[0]?.words).toBe(
        "The warehouse lacks 1 of 4 events of interactions of 2026-03-01 12:00 UTC (acme-chat).",
      );
    });

    const change = (sql: string) => deps.warehouse.transaction(({ execute }) => execute(sql));

    it.each([
      {
        table: "interactions",
        set: "country = 'ES' where checksum = 102",
        told: /^1 row of warehouse\.interactions of 2026-03-01 is not what load_interactions makes of what it reads, that of channel acme-chat, id interaction-\d+, occurred_at 2026-03-01 12:00:00: country is ES instead of PT\.$/,
      },
      {
        table: "api_requests_hourly",
        set: "duration_ms_p95 = duration_ms_p99 - 1, duration_ms_p50 = 0 where channel = 'bolt-mail'",
        told: /^1 row of warehouse\.api_requests_hourly .* channel bolt-mail, .*hour_at 2026-03-01 13:00:00: duration_ms_p50 is 0 instead of [\d.]+ and duration_ms_p95 is /,
      },
      {
        table: "channel_usage_daily",
        set: "active_users = active_users + 7",
        told: /^2 rows of warehouse\.channel_usage_daily of 2026-03-01 are not what channel_usage_daily makes of what it reads, first that of channel acme-chat, usage_date 2026-03-01: active_users is 8 instead of 1\.$/,
      },
      {
        table: "channel_users_windowed",
        set: "channel = 'bolt-mail' where window_days = 28",
        told: /^2 rows of warehouse\.channel_users_windowed .* first that of channel acme-chat, usage_date 2026-03-01, window_days 28, which is missing\.$/,
      },
    ])("names a changed value of $table beside sums that hold", async ({ table, set, told }) => {
      await change(`update warehouse.${table} set ${set}`);
      expect(wrong(await verify())).toEqual([
        {
          step: "table_checks",
          store: "warehouse",
          subject: table,
          channel:
            set.includes("bolt-mail'") && table !== "channel_users_windowed" ? "bolt-mail" : "acme-chat",
          hour: null,
          words: expect.stringMatching(told),
        },
      ]);
      await load();
      expect(wrong(await verify())).toEqual([]);
    });

    it("names a mart's row that was lost, and one that nobody made", async () => {
      const columns =
        "usage_date, active_users, recipes_created, recipes_enabled, recipes_disabled, runs, requests, failures";
      await change("delete from warehouse.channel_usage_daily where channel = 'bolt-mail'");
      await change(
        `insert into warehouse.channel_usage_daily (channel, ${columns}) select 'another', ${columns} from warehouse.channel_usage_daily`,
      );
      expect(wrong(await verify())).toMatchObject([
        {
          subject: "channel_usage_daily",
          channel: "another",
          words: expect.stringMatching(
            /^2 rows of .* channel another, usage_date 2026-03-01, which should not be there\.$/,
          ),
        },
      ]);
    });

    it("says so where rows were changed and what they were made of is not there any more", async () => {
      await change("update warehouse.channel_usage_daily set active_users = 9");
      const [loading] = (await findJobs()).filter((job) => job.name === "load_interactions");
      if (loading === undefined) throw new Error("There is no such job");
      expect(await runJob(world.deps, loading, DAY)).toMatchObject({ state: "succeeded" });
      expect(wrong(await verify())).toMatchObject([
        {
          subject: "channel_usage_daily",
          words:
            "warehouse.channel_usage_daily of 2026-03-01 is not as channel_usage_daily left it; which rows were changed is not known: what channel_usage_daily reads has changed since it ran.",
        },
      ]);
    });

    it("makes a day anew only where its fingerprint does not hold, and keeps what it found to be right", async () => {
      const made: string[] = [];
      const { warehouse } = deps;
      const heard: typeof warehouse = {
        prepare: (tables) => warehouse.prepare(tables),
        query: (...asked) => warehouse.query(...asked),
        close: () => warehouse.close(),
        transaction: (work) =>
          warehouse.transaction((given) =>
            work({
              ...given,
              execute: (sql) => {
                const [, table] = /^delete from warehouse\.(\w+)/.exec(sql) ?? [];
                if (table !== undefined) made.push(table);
                return given.execute(sql);
              },
            }),
          ),
      };
      deps = { ...deps, warehouse: heard };
      await verify();
      expect(made).toEqual([]);
      // As a run of before there were fingerprints.
      await deps.database.jobRun.updateMany({
        where: { job: "channel_usage_daily" },
        data: { fingerprint: null },
      });
      expect(wrong(await verify())).toEqual([]);
      expect(wrong(await verify())).toEqual([]);
      expect(made).toEqual(["channel_usage_daily"]);
    });

    it("does not compare hours whose counts were imported, only the others of their day", async () => {
      const counts = new RequestCounts();
      const request = {
        channel: "acme-chat",
        endpoint: null,
        kind: null,
        status: 200,
        duration: 5,
        user: null,
      };
      counts.add({ ...request, failed: false, checksum: 0 });
      const batches = [[...counts.groups.values()].map((group) => ({ hour: NOON - 3 * HOUR, group }))];
      const { signal } = new AbortController();
      await importRequestHours(world.deps, { name: "past", batches, signal });
      await load();
      const results = await verify();
      expect(wrong(results)).toEqual([]);
      expect(stateOf(results, "archive_warehouse", "api-requests")).toMatchObject({
        state: "equal",
        here: { rows: 5 },
        notCompared: [{ reason: "its counts were imported", hours: [NOON - 3 * HOUR] }],
      });
    });

    it("does not take for wrong what is on its way, or kept no more", async () => {
      const { archive, clock } = world.deps;
      const now = () => clock.now();
      await new ArchiveWriter(archive, "interactions", { incarnation: "late", now }).write([
        anInteraction({ timestamp: NOON }),
      ]);
      await write([aDocument({ timestamp: NOON, accepted_at: clock.now() })]);
      const results = await verify();
      expect(wrong(results)).toEqual([]);
      const reasons = (step: string, subject: string) =>
        stateOf(results, step, subject)?.notCompared.map(({ reason, hours }) => [reason, hours.length]);
      expect(reasons("archive_warehouse", "interactions")).toEqual([
        ["the archive has other events of this day than load_interactions loaded last", 24],
      ]);
      expect(reasons("archive_index", "api-requests")).toEqual([
        ["late events of it are on their way to the archive", 1],
      ]);
      deps = { ...deps, retentionMs: DAY_MS };
      expect(stateOf(await verify(), "archive_index", "api-requests")).toMatchObject({
        state: "not_compared",
        notCompared: [{ reason: "the index keeps 1 days", hours: { length: 24 } }],
      });
    });

    it("says when a table was not made anew in time", async () => {
      const { archive, clock } = world.deps;
      const now = () => clock.now() - 4 * HOUR;
      await new ArchiveWriter(archive, "interactions", { incarnation: "late", now }).write([
        anInteraction({ timestamp: NOON }),
      ]);
      await deps.database.jobRun.updateMany({
        where: { job: "load_interactions" },
        data: { startedAt: new Date(NOON + 3 * HOUR) },
      });
      expect(wrong(await verify())).toMatchObject([
        {
          step: "table_checks",
          subject: "interactions",
          words:
            "warehouse.interactions of 2026-03-01 is out of date: load_interactions has not run since 2026-03-03 08:00:00 UTC, when what it reads changed.",
        },
      ]);
    });
  });
}
