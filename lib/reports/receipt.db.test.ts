import { afterEach, beforeEach, expect, it } from "vitest";
import { createDatabase, type Database } from "../database/client.ts";
import { createTestDatabase, type TestDatabase } from "../testing/database.ts";
import { saveVerification } from "../verification/save.ts";
import type { StepResult } from "../verification/types.ts";
import { reportReceipt } from "./receipt.ts";

const NOW = Date.UTC(2026, 10, 28, 14);
const DAY = "2026-11-27";

let place: TestDatabase;
let database: Database;
beforeEach(async () => {
  place = await createTestDatabase();
  database = createDatabase(place.url);
});
afterEach(async () => {
  await database.$disconnect();
  await place.drop();
});

const way = (subject: string, overrides: Partial<StepResult> = {}): StepResult => ({
  step: "archive_warehouse",
  subject,
  state: "equal",
  source: { rows: 5, checksum: 50 },
  here: { rows: 5, checksum: 50 },
  completeTo: NOW,
  disagreements: [],
  notCompared: [],
  ...overrides,
});

async function loaded(...jobs: string[]): Promise<void> {
  const at = new Date(NOW);
  const run = { day: new Date(DAY), state: "succeeded", inputs: "", leaseUntil: at, startedAt: at };
  await database.jobRun.createMany({ data: jobs.map((job) => ({ ...run, job, finishedAt: at })) });
  await database.jobSweep.createMany({
    data: jobs.map((job) => ({ job, sweptAt: at })),
    skipDuplicates: true,
  });
}

it("says nothing until a whole day of both topics was loaded", async () => {
  await loaded("load_interactions");
  expect(await reportReceipt(database, NOW)).toEqual({ completeTo: null, verified: null, madeAnewAt: null });
});

it("is complete to the day before the one in which a topic was looked for last", async () => {
  await loaded("load_interactions", "load_api_requests");
  const swept = (at: string) =>
    database.jobSweep.update({ where: { job: "load_interactions" }, data: { sweptAt: new Date(at) } });
  await swept("2026-11-27T12:10:00Z");
  expect((await reportReceipt(database, NOW)).completeTo).toBe("2026-11-26");
  await swept("2026-11-28T00:10:00Z");
  expect((await reportReceipt(database, NOW)).completeTo).toBe(DAY);
});

it("is verified when both topics were compared, as of the earliest, and amber when one differs", async () => {
  await loaded("load_interactions", "load_api_requests");
  const save = (day: string, at: number, ...steps: StepResult[]) =>
    saveVerification(database, day, steps, at);
  await save(DAY, NOW - 3_000, way("interactions"));
  expect(await reportReceipt(database, NOW)).toEqual({ completeTo: DAY, verified: null, madeAnewAt: null });
  await save("2026-11-26", NOW - 2_000, way("interactions"), way("api-requests"));
  await save(DAY, NOW - 1_000, way("interactions"), way("api-requests"));
  expect((await reportReceipt(database, NOW)).verified).toEqual({ at: NOW - 2_000, equal: true });
  await save(DAY, NOW, way("interactions"), way("api-requests", { state: "unequal" }));
  expect((await reportReceipt(database, NOW)).verified).toEqual({ at: NOW, equal: false });
});

it("is amber when a table breaks its own rules, whichever way its events came", async () => {
  await loaded("load_interactions", "load_api_requests");
  await database.jobDescription.create({
    data: {
      ...{ job: "users", tableName: "users", describe: "", schedule: "daily", version: "1", position: 0 },
      describedAt: new Date(NOW),
    },
  });
  const rules = way("users", { step: "table_checks", state: "unequal" });
  await saveVerification(database, DAY, [way("interactions"), way("api-requests"), rules], NOW);
  expect((await reportReceipt(database, NOW)).verified).toEqual({ at: NOW, equal: false });
});
