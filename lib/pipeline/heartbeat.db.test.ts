import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDatabase, type Database } from "../database/client.ts";
import { createTestDatabase, type TestDatabase } from "../testing/database.ts";
import { forgetWorker, type Heartbeat, readWorkers, recordHeartbeat } from "./heartbeat.ts";

const AT = Date.parse("2026-03-02T10:00:00Z");
const SECOND = 1_000;

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

const aBeat = (id: string, overrides: Partial<Heartbeat> = {}): Heartbeat => ({
  id,
  host: id.split("/")[0] ?? "",
  roles: ["index"],
  startedAt: AT,
  figures: { rssBytes: 1, samples: [] },
  ...overrides,
});
const states = async (now: number) =>
  (await readWorkers(database, now)).map(({ id, alive }) => `${id} ${alive ? "alive" : "dead"}`);

describe("workers", () => {
  test("on several machines are all seen, with what they did", async () => {
    await recordHeartbeat(database, aBeat("a/1"), AT);
    await recordHeartbeat(database, aBeat("b/1"), AT + SECOND);
    await recordHeartbeat(database, aBeat("a/1"), AT + 5 * SECOND);
    expect(await states(AT + 6 * SECOND)).toEqual(["a/1 alive", "b/1 alive"]);
    const [first] = await readWorkers(database, AT + 6 * SECOND);
    expect(first).toMatchObject({ beatAt: AT + 5 * SECOND, figures: { rssBytes: 1 } });
  });

  test("that fall silent are dead, and forgotten after an hour", async () => {
    await recordHeartbeat(database, aBeat("a/1"), AT);
    expect(await states(AT + 14 * SECOND)).toEqual(["a/1 alive"]);
    expect(await states(AT + 15 * SECOND)).toEqual(["a/1 dead"]);
    expect(await states(AT + 3_601 * SECOND)).toEqual([]);
  });

  test("that were stopped are gone at once", async () => {
    await recordHeartbeat(database, aBeat("a/1"), AT);
    await forgetWorker(database, "a/1");
    expect(await states(AT)).toEqual([]);
  });

  test("that were restarted after a crash replace their predecessor, and nobody else", async () => {
    await recordHeartbeat(database, aBeat("a/1"), AT);
    await recordHeartbeat(database, aBeat("b/1"), AT);
    await recordHeartbeat(database, aBeat("a/5", { roles: ["archive"] }), AT);
    const restarted = aBeat("a/2", { startedAt: AT + 2 * SECOND });
    await recordHeartbeat(database, restarted, AT + 3 * SECOND);
    expect(await states(AT + 3 * SECOND)).toHaveLength(4);
    await recordHeartbeat(database, restarted, AT + 20 * SECOND);
    expect(await states(AT + 20 * SECOND)).toEqual(["a/5 dead", "b/1 dead", "a/2 alive"]);
  });

  test("of another version are seen, without figures", async () => {
    await recordHeartbeat(database, aBeat("a/1"), AT);
    await database.workerHeartbeat.updateMany({ data: { figures: { of: "the future" } } });
    expect(await readWorkers(database, AT)).toMatchObject([{ id: "a/1", alive: true, figures: null }]);
  });
});
