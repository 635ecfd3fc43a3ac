import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDatabase, type Database } from "../database/client.ts";
import { createTestDatabase, type TestDatabase } from "../testing/database.ts";
import { readReceipt, recordProgress } from "./progress.ts";

const NOW = Date.parse("2026-03-02T10:00:00Z");
const MINUTE = 60_000;

let server: TestDatabase;
let database: Database;

beforeEach(async () => {
  server = await createTestDatabase();
  database = createDatabase(server.url);
});

afterEach(async () => {
  await database.$disconnect();
  await server.drop();
});

const record = (completeTo: number | null, now: number) =>
  recordProgress(database, "worker", [{ partition: 0, offset: 1, completeTo }], now);
const completeTo = async () => (await readReceipt(database, NOW)).completeTo;

describe("a stored watermark", () => {
  test("never goes back to what a worker knew before", async () => {
    await record(NOW - MINUTE, NOW);
    await record(NOW - 2 * MINUTE, NOW);
    expect(await completeTo()).toBe(NOW - MINUTE);
  });

  test("that lies ahead is brought back to now, whatever the worker knows", async () => {
    await record(NOW + 20 * MINUTE, NOW);
    await record(NOW - MINUTE, NOW);
    expect(await completeTo()).toBe(NOW);
  });

  test("stays unknown until a worker knows one", async () => {
    await record(null, NOW);
    await record(null, NOW);
    expect(await completeTo()).toBeNull();
  });
});
