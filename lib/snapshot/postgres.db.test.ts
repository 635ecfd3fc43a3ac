import pg from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/database.ts";
import type { Entity } from "./entities.ts";
import { PLATFORM } from "./mapping.ts";
import { postgresSource } from "./postgres.ts";
import { type SnapshotSession, SnapshotSourceUnavailable } from "./source.ts";

const TABLES = `
  create schema platform;
  set search_path = platform;
  create table users (id bigint, created_at timestamptz);
  create table channels (slug text, name text);
  create table endpoints (channel text, slug text, kind text, name text);
  create table connections (user_id bigint, channel text, connected_at timestamptz);
  create table recipes (id bigint, user_id bigint, title text, enabled boolean, created_at timestamptz,
    trigger_channel text, trigger_endpoint text, action_channel text, action_endpoint text);
  insert into users select id, '2026-02-01T10:00:00Z' from generate_series(1, 12001) as id`;

const WAITING = `
  select from pg_locks join pg_database on pg_database.oid = database
  where datname = current_database() and not granted`;

describe("a platform's own PostgreSQL", () => {
  let place: TestDatabase;
  let client: pg.Client;
  let url: string;

  beforeEach(async () => {
    place = await createTestDatabase();
    client = new pg.Client({ connectionString: place.url });
    await client.connect();
    await client.query(TABLES);
    url = `${place.url}?options=-csearch_path%3Dplatform`;
  });
  afterEach(async () => {
    await client.end();
    await place.drop();
  });

  const open = (from = url) => postgresSource({ url: from, mapping: PLATFORM, name: "PostgreSQL" }).open();
  async function idsOf(session: SnapshotSession, entity: Entity): Promise<unknown[]> {
    const ids: unknown[] = [];
    for await (const rows of session.rows(entity)) ids.push(...rows.map((row) => row.user_id));
    return ids;
  }

  it("is read in one state, whatever is written meanwhile, an empty table, too", async () => {
    const session = await open();
    const counted = await session.count("users");
    await client.query("delete from users where id <= 10");
    const ids = await idsOf(session, "users");
    expect([counted, ids.length, new Set(ids).size]).toEqual([12_001, 12_001, 12_001]);
    expect([await session.count("recipes"), await idsOf(session, "recipes")]).toEqual([0, []]);
    await session.close();
  });

  const sessions = async () => {
    const asked =
      "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
    return (await client.query<{ pid: number }>(asked)).rows.map(({ pid }) => pid);
  };

  it("may be asked again when the server ends the session", async () => {
    const session = await open();
    await client.query("begin; lock table users in access exclusive mode");
    const counted = session.count("users");
    const refused = expect(counted).rejects.toBeInstanceOf(SnapshotSourceUnavailable);
    await expect.poll(async () => (await client.query(WAITING)).rowCount).toBe(1);
    for (const pid of await sessions()) await client.query("select pg_terminate_backend($1)", [pid]);
    await refused;
    await client.query("rollback");
    await session.close();
  });

  it("is left without a session when its transaction cannot begin", async () => {
    const query = vi.spyOn(pg.Client.prototype, "query").mockImplementationOnce(() => {
      throw new Error("the connection broke");
    });
    await expect(open()).rejects.toThrow("PostgreSQL does not answer: the connection broke");
    query.mockRestore();
    await expect.poll(sessions).toEqual([]);
  });

  it("says in one line what is wrong", async () => {
    await client.query("alter table users rename column created_at to made_at");
    const session = await open();
    await expect(session.count("users")).rejects.toThrow(
      'PostgreSQL refuses the snapshot: column "created_at" does not exist',
    );
    await session.close();
    await expect(open("postgres://reader@127.0.0.1:1/platform")).rejects.toThrow(
      "PostgreSQL does not answer: ",
    );
  });
});
