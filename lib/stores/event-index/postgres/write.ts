import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { hourOf } from "../hour.ts";
import { allOf, Lines } from "../lines.ts";
import type { Hour, WriteBatch, WriteOutcome } from "../port.ts";
import { createHours } from "./hours.ts";
import { reaching } from "./pool.ts";
import { copyLine, STORED_COLUMNS } from "./row.ts";
import { TABLE } from "./schema.ts";
import { holdOpenSql, unsealSql } from "./seal.ts";

/** Of COPY sent at once: large enough to keep the socket busy. */
const BYTES_PER_CHUNK = 128 * 1024;

const CREATED: WriteOutcome = { status: "created" };
const DUPLICATE: WriteOutcome = { status: "duplicate" };

/** Data that PostgreSQL refuses (class 22), limits (54) and constraints (23): the row's fault, for good. */
const REFUSED = /^(22|23|54)/;

/** The hour's table is missing: nobody made it, or retention dropped it since. */
const NO_PARTITION = "23514";

/** Each connection has a stage of its own, empty between transactions. */
const staged = new WeakSet<pg.PoolClient>();

/** Where rows go, and what a transaction that adds some has to do first and last. */
export interface WriteTarget {
  table: string;
  /** Makes the tables of these hours where they are missing. */
  prepare(hours: readonly Hour[]): Promise<void>;
  /** SQL */
  first(hours: readonly Hour[]): string;
  last(hours: readonly Hour[]): string;
}

/** The table that everybody reads. */
export function liveTarget(pool: pg.Pool): WriteTarget {
  return {
    table: TABLE,
    prepare: (hours) => createHours(pool, hours),
    first: holdOpenSql,
    last: unsealSql,
  };
}

/** Lines of COPY, each beginning with its position, and when their events were. */
interface Stored {
  lines: Lines;
  timestamps: number[];
}

/**
 * Makes batches that are stored in one transaction each. A batch with a row that the server refuses is cut around it,
 * or halved where the server does not say which, until that row stands alone and is the only one rejected.
 */
export function createBatches(pool: pg.Pool, target: WriteTarget): () => WriteBatch {
  const known = new Set<Hour>();

  async function withStage<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let failure: unknown;
    try {
      if (!staged.has(client)) {
        await client.query(`create temp table stage (ordinal integer, like ${TABLE}) on commit delete rows`);
        staged.add(client);
      }
      return await work(client);
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      client.release(failure !== undefined && !(failure instanceof pg.DatabaseError));
    }
  }

  async function prepare(hours: readonly Hour[]): Promise<void> {
    const missing = hours.filter((hour) => !known.has(hour));
    if (missing.length === 0) return;
    await target.prepare(missing.sort((a, b) => a - b));
    for (const hour of missing) known.add(hour);
  }

  async function store(batch: Stored, positions: readonly number[]): Promise<WriteOutcome[]> {
    if (positions.length === 0) return [];
    const hours = hoursOf(batch, positions);
    try {
      return await withStage((client) => insert(client, target, batch, positions));
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error;
      if (error.code === NO_PARTITION && hours.some((hour) => known.has(hour))) {
        known.clear();
        await prepare(hours);
        return withStage((client) => insert(client, target, batch, positions));
      }
      if (!REFUSED.test(error.code ?? "")) throw error;
      if (positions.length === 1) return [{ status: "rejected", reason: error.message }];
      const [before, after] = cutAt(positions.length, error);
      return [
        ...(await store(batch, positions.slice(0, before))),
        ...(await store(batch, positions.slice(before, after))),
        ...(await store(batch, positions.slice(after))),
      ];
    }
  }

  const last = { bytes: 0 };
  return () => {
    const batch: Stored = { lines: new Lines(last), timestamps: [] };
    return {
      add: (document) => {
        batch.lines.add(`${batch.lines.count}\t${copyLine(document)}`);
        batch.timestamps.push(document.timestamp);
      },
      write: (positions = allOf(batch.lines.count)) =>
        reaching(async () => {
          await prepare(hoursOf(batch, positions));
          return store(batch, positions);
        }),
    };
  };
}

function hoursOf({ timestamps }: Stored, positions: readonly number[]): Hour[] {
  const hours = new Set<Hour>();
  for (const position of positions) hours.add(hourOf(timestamps[position] ?? Number.NaN));
  return [...hours];
}

/** Where the refused row begins and ends; in the middle, when the answer does not name its line. */
function cutAt(count: number, error: pg.DatabaseError): [number, number] {
  const line = Number(/^COPY stage, line (\d+)/.exec(error.where ?? "")?.[1]);
  if (line >= 1 && line <= count) return [line - 1, line];
  return [count >> 1, count >> 1];
}

/** In one order everywhere: two writers with common events wait for each other, but never in a circle. */
async function insert(
  client: pg.PoolClient,
  target: WriteTarget,
  batch: Stored,
  positions: readonly number[],
): Promise<WriteOutcome[]> {
  const hours = hoursOf(batch, positions);
  await client.query(`begin; ${target.first(hours)}`);
  try {
    await pipeline(
      Readable.from(bytesOf(batch, positions), { objectMode: true }),
      client.query(copyFrom(`copy stage (ordinal, ${STORED_COLUMNS}) from stdin`)),
    );
    const { rowCount } = await client.query(
      `insert into ${target.table} (${STORED_COLUMNS}) select ${STORED_COLUMNS} from stage
       order by channel, id, timestamp, ordinal on conflict do nothing`,
    );
    const outcomes =
      rowCount === positions.length
        ? positions.map(() => CREATED)
        : await tellApart(client, target.table, batch, positions);
    await client.query(rowCount === 0 ? "commit" : `${target.last(hours)}; commit`);
    return outcomes;
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

function* bytesOf({ lines }: Stored, positions: readonly number[]): Generator<Buffer> {
  for (const { bytes } of lines.chunks(positions, BYTES_PER_CHUNK)) yield bytes;
}

/**
 * Rows that this transaction inserted carry its id; of equal ones within the batch the first was created. The
 * stage has no statistics, so the plan is told to look each row up instead of reading whole hours.
 */
async function tellApart(
  client: pg.PoolClient,
  table: string,
  batch: Stored,
  positions: readonly number[],
): Promise<WriteOutcome[]> {
  const [from, to] = extent(batch, positions);
  await client.query("set local enable_hashjoin = off; set local enable_mergejoin = off");
  const { rows } = await client.query<{ ordinal: number }>(
    `select min(s.ordinal) as ordinal from stage s
     join ${table} t on t.timestamp = s.timestamp and t.channel = s.channel and t.id = s.id
     where t.timestamp between $1 and $2 and t.xmin = pg_current_xact_id()::xid
     group by t.timestamp, t.channel, t.id`,
    [from, to],
  );
  const created = new Set(rows.map(({ ordinal }) => ordinal));
  return positions.map((position) => (created.has(position) ? CREATED : DUPLICATE));
}

function extent({ timestamps }: Stored, positions: readonly number[]): [number, number] {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const position of positions) {
    const timestamp = timestamps[position] ?? Number.NaN;
    from = Math.min(from, timestamp);
    to = Math.max(to, timestamp);
  }
  return [from, to];
}
