import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findJobs, JOBS_FOLDER } from "./find-jobs.ts";
import { forDay, parseSqlJob } from "./sql-job.ts";
import table from "./tables/channel-usage-daily.ts";

const TABLES = new Map([[table.name, table]]);

const HEADER = [
  "-- name: mart",
  "-- describe: a mart",
  "-- depends on: load_interactions, load_api_requests",
  "-- schedule: daily",
  "-- table: channel_usage_daily",
  "-- check not null: channel",
  "-- check unique: channel, usage_date",
];
const BODY = "select 1 where x >= :from;";
const parse = (header: string[], body = BODY, file = "mart.sql") =>
  parseSqlJob({ file, text: [...header, "", body, ""].join("\n") }, TABLES);
const changed = (from: string, to: string) => HEADER.map((line) => line.replace(from, to));

describe("a job in SQL", () => {
  it("says in its header what it is", () => {
    expect(parse(HEADER)).toMatchObject({
      name: "mart",
      describe: "a mart",
      dependsOn: ["load_interactions", "load_api_requests"],
      topics: [],
      schedule: "daily",
      table,
    });
    expect(
      parse(changed("-- depends on: load_interactions, load_api_requests", "-- depends on:")).dependsOn,
    ).toEqual([]);
  });

  it("reads its own day, a window or all days", () => {
    expect(parse(HEADER).windowDays).toBeUndefined();
    expect(parse([...HEADER, "-- window: 28 days"]).windowDays).toBe(28);
    expect(parse([...HEADER, "-- window: all days"]).windowDays).toBe(Number.POSITIVE_INFINITY);
  });

  it("has another version when its text is another", () => {
    expect(parse(HEADER).version).toBe(parse(HEADER).version);
    expect(parse(HEADER).version).not.toBe(parse(HEADER, "select 2").version);
  });

  it.each([
    ['mart.sql: the header needs "-- describe: …".', changed("-- describe: a mart", "-- describe:"), BODY],
    ["mart.sql: the job's name is the file's, not other.", changed("name: mart", "name: other"), BODY],
    ["mart.sql: the schedule is hourly or daily, not weekly.", changed("daily", "weekly"), BODY],
    ["mart.sql: there is no table nowhere.", changed("channel_usage_daily", "nowhere"), BODY],
    ["mart.sql: channel_usage_daily has no column day.", changed("unique: channel", "unique: day"), BODY],
    ['mart.sql: the header has no field "-- owner: me".', [...HEADER, "-- owner: me"], BODY],
    ['mart.sql: the header says "name" twice.', [...HEADER, "-- name: mart"], BODY],
    [
      'mart.sql: the window is "91 days" or "all days", not 4 weeks.',
      [...HEADER, "-- window: 4 weeks"],
      BODY,
    ],
    ["mart.sql: the job has to be one SELECT.", HEADER, "delete from warehouse.interactions"],
  ])("is refused with one line: %s", (message, header, body) => {
    expect(() => parse(header, body)).toThrow(message);
  });

  it("is for one day, whose name in texts, comments and casts stays", () => {
    const sql = "select ':day', x::date, :day, :from -- :to\nwhere y < :to and :days";
    expect(forDay(sql, "2026-02-28")).toBe(
      "select ':day', x::date, date '2026-02-28', timestamp '2026-02-28 00:00:00' -- :to\nwhere y < timestamp '2026-03-01 00:00:00' and :days",
    );
  });
});

describe("the jobs that there are", () => {
  it("can be put in an order, one for each file, each with a table of its own", async () => {
    const jobs = await findJobs();
    expect(jobs).toHaveLength((await readdir(JOBS_FOLDER)).length);
    expect(new Set(jobs.map((job) => job.table)).size).toBe(jobs.length);
    const names = jobs.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["load_interactions", "channel_usage_daily"]));
    for (const [place, { dependsOn }] of jobs.entries())
      expect(names.slice(0, place)).toEqual(expect.arrayContaining([...dependsOn]));
  });

  it("give a SELECT as many columns as the table has, in their order", async () => {
    const text = await readFile(join(JOBS_FOLDER, "channel_usage_daily.sql"), "utf8");
    const [select = ""] = text.slice(text.indexOf("\nselect ")).split("\nfrom (");
    const names = select.split(",\n").map((column) => column.trim().split(/\s+/).at(-1));
    expect(names).toEqual(table.columns.map(({ name }) => name));
  });
});
