import type { Pool } from "pg";
import { TOPICS } from "../port.ts";

/** Partitions per topic: as many consumers of a group can share a topic. */
const PARTITIONS = 4;

/** Guards creation and retention against other processes; any constant that nothing else in the database uses. */
const SCHEMA_LOCK = 7_232_001_001;
export const RETENTION_LOCK = 7_232_001_002;

/**
 * Records live in segments, a table each for some time or size of one partition, so that forgetting is dropping a
 * table. The head row is the lock under which offsets are assigned: readers never see an offset before a smaller one.
 */
const DEFINITION = `
  create schema if not exists event_stream;
  create table if not exists event_stream.stream (
    singleton boolean primary key default true check (singleton),
    incarnation uuid not null default gen_random_uuid()
  );
  insert into event_stream.stream default values on conflict do nothing;
  create table if not exists event_stream.heads (
    topic text not null,
    partition int not null,
    next_offset bigint not null default 0,
    segment bigint,
    segment_bytes bigint not null default 0,
    segment_opened_at bigint not null default 0,
    last_appended_at bigint not null default 0,
    primary key (topic, partition)
  ) with (fillfactor = 50);
  create sequence if not exists event_stream.segment_ids;
  create table if not exists event_stream.segments (
    id bigint primary key,
    topic text not null,
    partition int not null,
    first_offset bigint not null,
    opened_at bigint not null,
    unique (topic, partition, first_offset)
  );
  create table if not exists event_stream.positions (
    topic text not null,
    group_name text not null,
    partition int not null,
    committed bigint not null,
    touched_at timestamptz not null default now(),
    primary key (topic, group_name, partition)
  ) with (fillfactor = 50);
  create unlogged table if not exists event_stream.members (
    topic text not null,
    group_name text not null,
    member int not null,
    pid int not null,
    seen_at timestamptz not null,
    primary key (topic, group_name, member)
  ) with (fillfactor = 50);
`;

/** Creates what is missing; safe when several processes open at once. Answers the stream's incarnation. */
export async function prepareSchema(pool: Pool): Promise<string> {
  const known = await pool.query<{ ready: boolean }>(
    "select to_regclass('event_stream.members') is not null as ready",
  );
  if (known.rows[0]?.ready !== true) await createSchema(pool);
  const found = await pool.query<{ incarnation: string }>("select incarnation from event_stream.stream");
  const incarnation = found.rows[0]?.incarnation;
  if (incarnation === undefined) throw new Error("The schema event_stream has lost its identity");
  return incarnation;
}

async function createSchema(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [SCHEMA_LOCK]);
    await client.query(DEFINITION);
    await client.query(
      `insert into event_stream.heads (topic, partition)
       select topic, partition from unnest($1::text[]) topic, generate_series(0, $2::int - 1) partition
       on conflict do nothing`,
      [TOPICS, PARTITIONS],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
