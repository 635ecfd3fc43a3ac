import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseSqlJob } from "#etl/sql-job.ts";
import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";
import { createJob } from "./create.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "channelscope-jobs-"));
  for (const name of ["jobs", "tables"]) await mkdir(join(folder, name));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

test("a new job and its table are right as they are, and made once", async () => {
  const [job = "", file = ""] = await createJob("people_daily", join(folder, "jobs"));
  expect([job, file]).toEqual([
    join(folder, "jobs/people_daily.sql"),
    join(folder, "tables/people-daily.ts"),
  ]);
  const { default: table } = (await import(file)) as { default: WarehouseTable };
  const source = { file: "people_daily.sql", text: await readFile(job, "utf8") };
  expect(parseSqlJob(source, new Map([[table.name, table]]))).toMatchObject({ name: "people_daily", table });
  await expect(createJob("people_daily", join(folder, "jobs"))).rejects.toThrow("is there already");
});
