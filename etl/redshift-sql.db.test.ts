import { describe, expect, it } from "vitest";
import { ARCHIVED_TOPICS } from "#lib/archive/topics.ts";
import { FIRST_QUESTION, MEASURE_NAMES, MEASURES, STEPS, sqlOf } from "#lib/reports/question.ts";
import { aDocument } from "#lib/testing/builders.ts";
import { complaintsAbout, ensureSqlglot } from "#lib/testing/redshift/sqlglot.ts";
import { openStandIn } from "#lib/testing/warehouses.ts";
import { findJobs } from "./find-jobs.ts";
import { runJob } from "./run.ts";
import { anInteraction } from "./testing/archive-events.ts";
import { openWorld } from "./testing/world.ts";
import { makeAnew } from "./verify/make-anew.ts";
import { risingChecks, rowChecksSql, uniqueSql } from "./verify/table-checks.ts";
import { readWarehouse } from "./verify/verify-warehouse.ts";

const python = ensureSqlglot();

/** sqlglot wants names for a function's arguments, which Redshift's have not: of such a statement, the query. */
const readable = (sql: string) =>
  /^create or replace function [^$]*\$\$(.*)\$\$ language sql$/s.exec(sql)?.[1] ?? sql;
const needs = python === null ? " (install Python 3 with venv and pip)" : "";

describe.skipIf(python === null)(`SQL for Redshift as sqlglot reads it${needs}`, () => {
  it("is understood, every statement that loads and jobs send", async () => {
    const statements = new Set<string>();
    const world = await openWorld(() => openStandIn((sql) => statements.add(sql)));
    const timestamp = Date.UTC(2026, 2, 1, 12);
    await world.interactions.write([anInteraction({ timestamp })]);
    await world.requests.write([aDocument({ timestamp })]);
    for (const job of await findJobs())
      expect(await runJob(world.deps, job, "2026-03-01")).toMatchObject({ state: "succeeded" });
    const day = "2026-03-01";
    const { warehouse } = world.deps;
    for (const { table } of await findJobs())
      await warehouse.transaction(async ({ rows }) => {
        const rising = risingChecks(table, day).map(({ sql }) => sql);
        for (const sql of [rowChecksSql(table, day), ...rising, uniqueSql(table, day)]) await rows(sql);
      });
    for (const job of await findJobs())
      expect(await makeAnew(world.deps, job, { day, files: new Map() })).not.toBeNull();
    for (const topic of ARCHIVED_TOPICS) await readWarehouse({ warehouse }, topic, day);
    await world.close();
    const kinds = new Set([...statements].map((sql) => sql.trim().split(/\s+/, 2).join(" ")));
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        "create or",
        "create table",
        "create temp",
        "copy channelscope_stage_interactions",
        "copy channelscope_stage_api_requests_hourly",
        "delete from",
        "insert into",
      ]),
    );
    expect(complaintsAbout([...statements].map(readable), python ?? "")).toEqual([]);
  });

  it("is understood, every question of the reports' builder", () => {
    const asked = MEASURE_NAMES.flatMap((measure) =>
      [null, "channel", ...(MEASURES[measure].source === "interactions" ? ["property:kind"] : [])].flatMap(
        (breakdown) => [null, ...STEPS].map((step) => sqlOf({ ...FIRST_QUESTION, measure, breakdown, step })),
      ),
    );
    expect(complaintsAbout(asked, python ?? "")).toEqual([]);
  });

  it("is refused where it is none", () => {
    const wrong = "select from where 1 = from";
    expect(complaintsAbout(["select 1", wrong], python ?? "")).toEqual([expect.stringContaining(wrong)]);
  });
});
