import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/database.ts";
import { migrate } from "./migrate.ts";

describe("migrate", () => {
  let database: TestDatabase;
  let folder: string;
  let client: pg.Client;

  beforeEach(async () => {
    database = await createEmptyDatabase();
    folder = await mkdtemp(join(tmpdir(), "migrations-"));
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });

  afterEach(async () => {
    await client.end();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const write = async (name: string, sql: string) => {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, "migration.sql"), sql);
  };

  it("applies what is missing in the order of the names, and nothing twice", async () => {
    await write("20260102000000_second", "insert into fruit values ('apple');");
    await write("20260101000000_first", "create table fruit (name text); comment on table fruit is 'a; b';");
    expect(await migrate(database.url, folder)).toEqual(["20260101000000_first", "20260102000000_second"]);
    expect(await migrate(database.url, folder)).toEqual([]);
    await write("20260103000000_third", "insert into fruit values ('pear');");
    expect(await migrate(database.url, folder)).toEqual(["20260103000000_third"]);
    expect((await client.query("select name from fruit order by name")).rows).toEqual([
      { name: "apple" },
      { name: "pear" },
    ]);
  });

  it("keeps the history as Prisma keeps it", async () => {
    await write("20260101000000_first", "select 1;");
    await migrate(database.url, folder);
    const { rows } = await client.query("select * from _prisma_migrations");
    expect(rows).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/),
        checksum: "354b7196c9ba5fb4b21cf615bb6ec4cd5c07503c34229feef033fc081a8c03f4",
        migration_name: "20260101000000_first",
        logs: null,
        rolled_back_at: null,
        started_at: expect.any(Date),
        finished_at: expect.any(Date),
        applied_steps_count: 1,
      },
    ]);
  });

  it("undoes a migration that fails, keeps those before it, and says which and why", async () => {
    await write("20260101000000_good", "create table good ();");
    await write("20260102000000_bad", "create table half (); select 1 / 0;");
    await expect(migrate(database.url, folder)).rejects.toThrow(
      "The migration 20260102000000_bad failed and was undone: division by zero",
    );
    const { rows } = await client.query("select to_regclass('good') as good, to_regclass('half') as half");
    expect(rows).toEqual([{ good: "good", half: null }]);
  });

  it("refuses a migration that was changed after it was applied", async () => {
    await write("20260101000000_first", "select 1;");
    await migrate(database.url, folder);
    await write("20260101000000_first", "select 2;");
    await expect(migrate(database.url, folder)).rejects.toThrow("20260101000000_first was changed after");
  });

  it("refuses a database that a newer version has migrated", async () => {
    await write("20260101000000_first", "select 1;");
    await migrate(database.url, folder);
    await rm(join(folder, "20260101000000_first"), { recursive: true });
    await expect(migrate(database.url, folder)).rejects.toThrow("it is newer");
  });

  it("applies each migration once when several processes start at once", async () => {
    await write("20260101000000_first", "create table once (); select pg_sleep(0.2);");
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, folder)));
    expect(applied.flat()).toEqual(["20260101000000_first"]);
  });
});

async function createEmptyDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query("drop schema public cascade; create schema public");
  await client.end();
  return database;
}
