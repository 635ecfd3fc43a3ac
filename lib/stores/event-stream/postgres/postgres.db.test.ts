import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../testing/database.ts";
import { murmur2 } from "../partitioner.ts";
import {
  type EventStream,
  type StreamBatch,
  type StreamConsumer,
  StreamUnavailable,
  type Topic,
} from "../port.ts";
import { CHANNEL } from "./notify.ts";
import { openPostgresStream, type PostgresStreamOptions } from "./open.ts";
import { type Retention, retain } from "./retain.ts";

const TOPIC: Topic = "api-requests";
const LIMITS = { maxRecords: 1_000, maxBytes: 1_000_000, waitMs: 500 };
const KEEP_ALL = { maxAgeMs: Number.MAX_SAFE_INTEGER, maxBytes: Number.MAX_SAFE_INTEGER };

/** What only the embedded adapter can show: segments, retention, sessions. */
describe("the event stream on PostgreSQL", () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  const streams: EventStream[] = [];

  beforeEach(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 2 });
    pool.on("error", () => undefined);
  });

  afterEach(async () => {
    await Promise.all(streams.splice(0).map((stream) => stream.close()));
    await pool.end();
    await database.drop();
  });

  async function open(options: Partial<PostgresStreamOptions> = {}): Promise<EventStream> {
    const stream = await openPostgresStream({ url: database.url, retention: KEEP_ALL, ...options });
    streams.push(stream);
    return stream;
  }

  const send = (stream: EventStream, values: string[]) =>
    stream.append(
      TOPIC,
      values.map((value) => ({ key: "one", value: Buffer.from(value) })),
    );

  async function receive(consumer: StreamConsumer, wanted: number): Promise<StreamBatch[]> {
    const batches: StreamBatch[] = [];
    await expect
      .poll(
        async () => {
          const batch = await consumer.next({ ...LIMITS, waitMs: 100 });
          if (batch !== null) batches.push(batch);
          return batches.reduce((sum, { records }) => sum + records.length, 0);
        },
        { timeout: 15_000, interval: 10 },
      )
      .toBeGreaterThanOrEqual(wanted);
    return batches;
  }

  const valuesOf = (batches: StreamBatch[]) =>
    batches.flatMap(({ records }) => records.map(({ value }) => value?.toString()));

  /** Appends that begin a segment retain by themselves: waits for its turn. */
  async function retainNow(retention: Retention): Promise<number> {
    let dropped: number | null = null;
    await expect
      .poll(
        async () => {
          dropped = await retain(pool, retention);
          return dropped;
        },
        { timeout: 15_000, interval: 10 },
      )
      .not.toBeNull();
    return dropped ?? Number.NaN;
  }

  const segments = async () =>
    (await pool.query<{ count: number }>("select count(*)::int as count from event_stream.segments")).rows[0]
      ?.count;

  /** Ends every session of the database but this one, as a restart of the server does. */
  const endSessions = (whose = "%") =>
    pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and application_name like $1`,
      [whose],
    );

  it("reads on over segments as they are begun, and reads ranges over them", async () => {
    const stream = await open({ segment: { maxBytes: 30 } });
    const consumer = await stream.consume(TOPIC, "segments");
    const values = Array.from({ length: 60 }, (_, n) => `value-${n}`);
    const received = receive(consumer, 60);
    for (const value of values) await send(stream, [value]);
    expect(valuesOf(await received)).toEqual(values);
    expect(await segments()).toBeGreaterThan(10);

    const late = await stream.consume(TOPIC, "late");
    expect(valuesOf(await receive(late, 60))).toEqual(values);
    const ranged: unknown[] = [];
    for await (const page of stream.readRange(TOPIC, 0, Date.now() + 1_000))
      for (const { value } of page) ranged.push(value?.toString());
    expect(ranged).toEqual(values);
  });

  it("forgets old segments that every group has acknowledged, and no others", async () => {
    const stream = await open({ segment: { maxBytes: 1 } });
    const [fast, slow] = [await stream.consume(TOPIC, "fast"), await stream.consume(TOPIC, "slow")];
    for (const value of ["1", "2", "3", "4"]) await send(stream, [value]);
    for (const batch of await receive(fast, 4)) await batch.acknowledge();
    const [first] = [await slow.next({ ...LIMITS, maxRecords: 1 })];
    await first?.acknowledge();
    await expect.poll(() => Date.now()).toBeGreaterThan(Date.now());

    expect(await retainNow({ maxAgeMs: 60_000, maxBytes: KEEP_ALL.maxBytes })).toBe(0);
    expect(await retainNow({ maxAgeMs: -1, maxBytes: KEEP_ALL.maxBytes })).toBe(1);
    const fresh = await stream.consume(TOPIC, "fresh");
    expect(valuesOf(await receive(fresh, 3))).toEqual(["2", "3", "4"]);
  });

  it("forgets the oldest beyond its disk bound, and a reader goes on with what is left", async () => {
    const stream = await open({ segment: { maxBytes: 1 } });
    const consumer = await stream.consume(TOPIC, "bound");
    await send(stream, ["1"]);
    expect(valuesOf(await receive(consumer, 1))).toEqual(["1"]);
    for (const value of ["2", "3", "4", "5"]) await send(stream, [value]);
    expect(await retainNow({ maxAgeMs: KEEP_ALL.maxAgeMs, maxBytes: 0 })).toBe(4);
    expect(valuesOf(await receive(consumer, 1))).toEqual(["5"]);
    expect((await stream.lag(TOPIC, "bound")).reduce((sum, { lag }) => sum + lag, 0)).toBe(1);
  });

  it("survives the loss of every connection: unacknowledged records come again", async () => {
    const stream = await open();
    const consumer = await stream.consume(TOPIC, "restart");
    await send(stream, ["1", "2"]);
    const [before] = await receive(consumer, 2);
    await endSessions();
    await expect(before?.acknowledge()).rejects.toBeInstanceOf(StreamUnavailable);
    expect(valuesOf(await receive(consumer, 2))).toEqual(["1", "2"]);
    await send(stream, ["3"]);
    expect(valuesOf(await receive(consumer, 1))).toEqual(["3"]);
  });

  it("hands the partitions of a member that died over within seconds, and refuses its late commits", async () => {
    const [one, two] = [await open(), await open()];
    const dying = await one.consume(TOPIC, "takeover");
    await send(one, ["1"]);
    const [held] = await receive(dying, 1);
    const heir = await two.consume(TOPIC, "takeover");
    // The session ends as it does when the process is killed; its own client would join again.
    await pool.query(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objsubid = 2
          and objid = (select min(member)::oid from event_stream.members)
          and pid in (select pid from event_stream.members)`,
    );
    await endSessions("channelscope takeover");
    const started = performance.now();
    const closing = dying.close();
    expect(valuesOf(await receive(heir, 1))).toEqual(["1"]);
    expect(performance.now() - started).toBeLessThan(5_000);
    await expect(held?.acknowledge()).rejects.toBeInstanceOf(StreamUnavailable);
    await closing;
  });

  it("ends the session of a member that has stopped without leaving", async () => {
    const stream = await open();
    const stopped = new pg.Client({ connectionString: database.url });
    stopped.on("error", () => undefined);
    await stopped.connect();
    const probe = await stream.consume(TOPIC, "stopped");
    // Everything a member does, once, and then nothing more: as a process under SIGSTOP.
    await stopped.query(
      `with place as (
         select l.classid, l.pid from pg_locks l join event_stream.members m on m.pid = l.pid limit 1)
       select pg_advisory_lock(classid::bigint::bit(32)::int, 1000) from place`,
    );
    await stopped.query(
      `insert into event_stream.members (topic, group_name, member, pid, seen_at)
       values ($1, 'stopped', 1000, pg_backend_pid(), now() - interval '5 minutes')`,
      [TOPIC],
    );
    const ended = new Promise((resolve) => stopped.once("end", resolve));
    await ended;
    await send(stream, ["for whoever is left"]);
    expect(valuesOf(await receive(probe, 1))).toEqual(["for whoever is left"]);
  });

  it("gives away what it took while members came and went, all of it", async () => {
    const [first, second] = [await open(), await open()];
    const changed = `group ${murmur2(Buffer.from(`${TOPIC}\0readers`)) | 0}`;
    let joined = false;
    const noise = async () => {
      while (!joined) await pool.query("select pg_notify($1, $2)", [CHANNEL, changed]);
    };
    const [early] = await Promise.all([
      first.consume(TOPIC, "readers").finally(() => {
        joined = true;
      }),
      noise(),
    ]);
    const late = await second.consume(TOPIC, "readers");
    const shares = async () => {
      const { rows } = await pool.query<{ held: number }>(
        `select count(*)::int as held from pg_locks
          where locktype = 'advisory' and objsubid = 2 and objid::bigint < 1000000
            and database = (select oid from pg_database where datname = current_database())
          group by pid`,
      );
      return rows.map(({ held }) => held);
    };
    const { rows } = await pool.query("select 1 from event_stream.heads where topic = $1", [TOPIC]);
    await expect.poll(shares, { timeout: 10_000 }).toEqual([rows.length / 2, rows.length / 2]);
    await Promise.all([early.close(), late.close()]);
  });

  it("opens in many processes at once on a database that has nothing yet", async () => {
    const opened = await Promise.all(Array.from({ length: 6 }, () => open()));
    expect(new Set(opened.map(({ incarnation }) => incarnation)).size).toBe(1);
  });

  it("says that a server is not there as a passing failure", async () => {
    await expect(
      openPostgresStream({ url: "postgres://postgres@127.0.0.1:1/nothing" }),
    ).rejects.toBeInstanceOf(StreamUnavailable);
  });
});
