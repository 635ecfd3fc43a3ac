import pg from "pg";
import { borrow } from "../../database/borrow.ts";
import { type CopiedRow, copiedRows, copyOut } from "../../database/copy-rows.ts";
import { outliveLostConnections } from "../../database/outlive.ts";
import { isPassing } from "../../database/passing.ts";
import { SLOT_PARTS, type SlotPart } from "../../rollups/slot-codec.ts";
import {
  type DueMark,
  type Mark,
  type ReadSlot,
  type RollupStore,
  RollupsUnavailable,
  type Settled,
  type SlotSpan,
  type StoredSlot,
} from "./port.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const CONNECT_TIMEOUT_MS = 5_000;
/** Guards creation, and who rolls up; any constants that nothing else in the database uses. */
const SCHEMA_LOCK = 7_233_001_001;
const LEADER_LOCK = 7_233_001_002;

/**
 * Packed parts are incompressible and read apart: kept out of line as they are. Where rollups began before there were
 * slots of a day, these count from the day after tomorrow's beginning on, when every process makes them.
 */
const SCHEMA = `
  create schema if not exists rollups;
  create table if not exists rollups.marks (
    channel text collate "C" not null,
    minute bigint not null,
    revision bigint not null default 1,
    marked_at timestamptz not null default clock_timestamp(),
    primary key (channel, minute)
  );
  create table if not exists rollups.slots (
    channel text collate "C" not null,
    width smallint not null,
    at bigint not null,
    figures bytea not null,
    people bytea not null,
    signatures bytea not null,
    primary key (channel, width, at)
  );
  ${["counts", "affected", "audience"].map((part) => `alter table rollups.slots add column if not exists ${part} bytea;`).join("")}
  ${SLOT_PARTS.map((part) => `alter table rollups.slots alter ${part} set storage external`).join(";")};
  create table if not exists rollups.state (
    singleton boolean primary key default true check (singleton),
    begun_at timestamptz not null default now()
  );
  alter table rollups.state add column if not exists days_from bigint;
  update rollups.state set days_from = ceil(extract(epoch from now()) / 86400 + 1) * ${DAY} where days_from is null;
  alter table rollups.state alter days_from set default 0`;

async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // The driver's and the system's own errors are all about the connection.
    const passing = error instanceof pg.DatabaseError ? isPassing(error) : true;
    if (!(error instanceof Error) || !passing) throw error;
    throw new RollupsUnavailable(`The rollups' database does not answer: ${error.message}`, { cause: error });
  }
}

/** Opens the rollups in the schema `rollups` of the application's server, which is made when it is missing. */
export async function openPostgresRollups({ url }: { url: string }): Promise<RollupStore> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: "channelscope rollups",
    max: 4,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: 30_000,
    keepAlive: true,
  });
  outliveLostConnections(pool);
  try {
    await reaching(async () => {
      // Several processes open at once: only one of them creates.
      await pool.query(`begin; select pg_advisory_xact_lock(${SCHEMA_LOCK}); ${SCHEMA}; commit`);
    });
  } catch (error) {
    await pool.end();
    throw error;
  }
  return new PostgresRollups(pool);
}

class PostgresRollups implements RollupStore {
  readonly #pool: pg.Pool;
  #leader: pg.PoolClient | null = null;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async mark(marks: readonly Mark[]): Promise<void> {
    if (marks.length === 0) return;
    // In one order everywhere, so that two workers never wait for each other in a circle.
    await this.#query(
      `insert into rollups.marks (channel, minute) select distinct * from unnest($1::text[], $2::bigint[]) order by 1, 2
       on conflict (channel, minute) do update set revision = marks.revision + 1, marked_at = clock_timestamp()`,
      [marks.map(({ channel }) => channel), marks.map(({ minute }) => minute)],
    );
  }

  async due(limit: number, { endedMs, quietMs }: { endedMs: number; quietMs: number }): Promise<DueMark[]> {
    const { rows } = await this.#query<{ channel: string; minute: string; revision: string }>(
      `select channel, minute, revision from rollups.marks
       where minute + ${MINUTE} + $2 <= extract(epoch from clock_timestamp()) * 1000
         and marked_at <= clock_timestamp() - $3 * interval '1 millisecond'
       order by minute, channel limit $1`,
      [limit, endedMs, quietMs],
    );
    return rows.map(({ channel, minute, revision }) => ({
      channel,
      minute: Number(minute),
      revision: Number(revision),
    }));
  }

  async lead(): Promise<boolean> {
    if (this.#leader !== null) return true;
    return await reaching(async () => {
      const client = await this.#pool.connect();
      const locked = await tryLock(client).catch((error: unknown) => {
        client.release(true);
        throw error;
      });
      if (!locked) {
        client.release();
        return false;
      }
      this.#leader = client;
      client.once("error", () => this.#resign());
      return true;
    });
  }

  async settled(channels: readonly string[], from: number, to: number): Promise<Settled | null> {
    const { rows } = await this.#query<{ days_from: string; minutes: string[] }>(
      `select days_from, array(select distinct minute from rollups.marks
         where channel = any($1) and minute >= $2 and minute < $3 order by minute) as minutes
       from rollups.state`,
      [channels, from - (from % MINUTE), to],
    );
    const [row] = rows;
    return row === undefined
      ? null
      : { openMinutes: row.minutes.map(Number), daysFrom: Number(row.days_from) };
  }

  async read(
    channels: readonly string[],
    spans: readonly SlotSpan[],
    parts: readonly SlotPart[],
  ): Promise<ReadSlot[]> {
    if (channels.length === 0 || spans.length === 0) return [];
    const columns = SLOT_PARTS.map((part) => readSql(part, parts));
    const bounds = (of: "width" | "from" | "to") =>
      `array[${spans.map((span) => span[of]).join()}]::bigint[]`;
    const query = `select channel, at, ${columns.join(", ")}
       from unnest(${bounds("width")}, ${bounds("from")}, ${bounds("to")}) span (wide, first, beyond)
       join rollups.slots on channel = any(array[${channels.map((slug) => pg.escapeLiteral(slug)).join()}])
         and width = wide and at >= first and at < beyond`;
    return copiedRows(await this.#borrow((client) => copyOut(client, query)), readSlot);
  }

  async settle(slots: readonly StoredSlot[], marks: readonly DueMark[]): Promise<void> {
    await this.#borrow(async (client) => {
      await client.query("begin");
      await replace(client, slots);
      await client.query(
        `delete from rollups.marks m using unnest($1::text[], $2::bigint[], $3::bigint[]) done (channel, minute, revision)
         where m.channel = done.channel and m.minute = done.minute and m.revision = done.revision`,
        [marks.map((it) => it.channel), marks.map((it) => it.minute), marks.map((it) => it.revision)],
      );
      await client.query("commit");
    });
  }

  async begin(done: boolean): Promise<boolean> {
    if (done) await this.#query("insert into rollups.state default values on conflict do nothing", []);
    const { rows } = await this.#query<{ begun: boolean }>(
      "select exists (select from rollups.state) as begun",
      [],
    );
    return rows[0]?.begun === true;
  }

  async forget(width: number, before: number): Promise<void> {
    await this.#query("delete from rollups.slots where width = $1 and at < $2", [width, before]);
  }

  async close(): Promise<void> {
    this.#resign();
    await this.#pool.end();
  }

  /** Ending the session gives the lock back. */
  #resign(): void {
    this.#leader?.release(true);
    this.#leader = null;
  }

  /** A connection for some work; one whose work failed is not used again. */
  #borrow<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return reaching(() => borrow(this.#pool, work));
  }

  #query<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<pg.QueryResult<Row>> {
    return reaching(() => this.#pool.query<Row>(text, values));
  }
}

async function tryLock(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>("select pg_try_advisory_lock($1) as locked", [
    LEADER_LOCK,
  ]);
  return rows[0]?.locked === true;
}

/** What slots from before there was a part have it in. */
const FORMERLY: Partial<Record<SlotPart, SlotPart>> = {
  counts: "figures",
  affected: "people",
  audience: "people",
};

/** A row of `read`: both of its keys are set. */
function readSlot(row: CopiedRow): ReadSlot {
  const parts = SLOT_PARTS.map((part, place) => [part, row.bytes(place + 2)]);
  return {
    channel: String(row.text(0)),
    at: row.number(1),
    // The keys are all of the list's.
    ...(Object.fromEntries(parts) as Record<SlotPart, Buffer | null>),
  };
}

function readSql(part: SlotPart, parts: readonly SlotPart[]): string {
  if (parts.includes(part)) return part;
  const later = parts.find((wanted) => FORMERLY[wanted] === part);
  return later === undefined ? "null" : `case when ${later} is null then ${part} end`;
}

async function replace(client: pg.PoolClient, slots: readonly StoredSlot[]): Promise<void> {
  const keys = (some: readonly StoredSlot[]) => [
    some.map(({ channel }) => channel),
    some.map(({ width }) => width),
    some.map(({ at }) => at),
  ];
  const kept = slots.filter(({ packed }) => packed !== null);
  const gone = slots.filter(({ packed }) => packed === null);
  if (kept.length > 0)
    await client.query(
      `insert into rollups.slots (channel, width, at, ${SLOT_PARTS.join(", ")})
       select * from unnest($1::text[], $2::smallint[], $3::bigint[],
         ${SLOT_PARTS.map((_, place) => `$${place + 4}::bytea[]`).join(", ")})
       on conflict (channel, width, at) do update set
         ${SLOT_PARTS.map((part) => `${part} = excluded.${part}`).join(", ")}`,
      [...keys(kept), ...SLOT_PARTS.map((part) => kept.map(({ packed }) => packed?.[part]))],
    );
  if (gone.length > 0)
    await client.query(
      `delete from rollups.slots s using unnest($1::text[], $2::smallint[], $3::bigint[]) gone (channel, width, at)
       where s.channel = gone.channel and s.width = gone.width and s.at = gone.at`,
      keys(gone),
    );
}
