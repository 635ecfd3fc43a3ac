import { afterEach, beforeEach, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/database.ts";
import { beSole } from "./sole.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

it("lets one at a time work, and the next once that one is done", async () => {
  const first = await beSole(database.url, "reprocess");
  expect(await beSole(database.url, "reprocess")).toBeNull();
  await first?.release();
  const second = await beSole(database.url, "reprocess");
  expect(second?.lost.aborted).toBe(false);
  await second?.release();
  expect(second?.lost.aborted).toBe(false);
});

it("tells whoever works that the lock was lost, and ends nothing else", async () => {
  const first = await beSole(database.url, "reprocess");
  expect(await database.endSessions("application_name = 'channelscope reprocess'")).toBe(1);
  await expect.poll(() => first?.lost.aborted).toBe(true);
  expect(() => first?.lost.throwIfAborted()).toThrow("The lock was lost");
  const second = await beSole(database.url, "reprocess");
  expect(second).not.toBeNull();
  await Promise.all([first?.release(), second?.release()]);
});
