import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { EventDocument } from "../../../events/document.ts";
import { hourOf } from "../hour.ts";
import type { Hour, WriteOutcome } from "../port.ts";
import { createHours } from "./hours.ts";
import { copyLine, STORED_COLUMNS } from "./row.ts";
import { TABLE } from "./schema.ts";
import { holdOpenSql, unsealSql } from "./seal.ts";

/** Lines of COPY sent at once: large enough to keep the socket busy, small enough to stay out of the old heap. */
const LINES_PER_CHUNK = 200;

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

/**
 * Stores a batch in one transaction. A batch with a row that the server refuses is cut around it, or halved where the
 * server does not say which, until that row stands alone and is the only one rejected.
 */
export function createWriter(
  pool: pg.Pool,
  target: WriteTarget,
): (documents: EventDocument[]) => Promise<WriteOutcome[]> {
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

  async function prepare(documents: EventDocument[]): Promise<void> {
    const missing = new Set<Hour>();
    for (const document of documents) {
      const hour = hourOf(document.timestamp);
      if (!known.has(hour)) missing.add(hour);
    }
    if (missing.size === 0) return;
    await target.prepare([...missing].sort((a, b) => a - b));
    for (const hour of missing) known.add(hour);
  }

  async function store(documents: EventDocument[]): Promise<WriteOutcome[]> {
    if (documents.length === 0) return [];
    try {
      return await withStage((client) => insert(client, target, documents));
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error;
      if (error.code === NO_PARTITION && documents.some(({ timestamp }) => known.has(hourOf(timestamp)))) {
        known.clear();
        await prepare(documents);
        return withStage((client) => insert(client, target, documents));
      }
      if (!REFUSED.test(error.code ?? "")) throw error;
      if (documents.length === 1) return [{ status: "rejected", reason: error.message }];
      const [before, after] = cutAt(documents.length, error);
      return [
        ...(await store(documents.slice(0, before))),
        ...(await store(documents.slice(before, after))),
        ...(await store(documents.slice(after))),
      ];
    }
  }

  return async (documents) => {
    await prepare(documents);
    return store(documents);
  };
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
  documents: EventDocument[],
): Promise<WriteOutcome[]> {
  const hours = [...new Set(documents.map(({ timestamp }) => hourOf(timestamp)))];
  await client.query(`begin; ${target.first(hours)}`);
  try {
    await pipeline(
      copyLines(documents),
      client.query(copyFrom(`copy stage (ordinal, ${STORED_COLUMNS}) from stdin`)),
    );
    const { rowCount } = await client.query(
      `insert into ${target.table} (${STORED_COLUMNS}) select ${STORED_COLUMNS} from stage
       order by channel, id, timestamp, ordinal on conflict do nothing`,
    );
    const outcomes =
      rowCount === documents.length
        ? documents.map(() => CREATED)
        : await tellApart(client, target.table, documents);
    await client.query(rowCount === 0 ? "commit" : `${target.last(hours)}; commit`);
    return outcomes;
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

function copyLines(documents: EventDocument[]): Readable {
  function* chunks() {
    for (let start = 0; start < documents.length; start += LINES_PER_CHUNK) {
      let chunk = "";
      const lines = documents.slice(start, start + LINES_PER_CHUNK);
      for (const [index, document] of lines.entries()) chunk += `${start + index}\t${copyLine(document)}`;
      yield Buffer.from(chunk);
    }
  }
  return Readable.from(chunks(), { objectMode: true });
}

/**
 * Rows that this transaction inserted carry its id; of equal ones within the batch the first was created. The
 * stage has no statistics, so the plan is told to look each row up instead of reading whole hours.
 */
async function tellApart(
  client: pg.PoolClient,
  table: string,
  documents: EventDocument[],
): Promise<WriteOutcome[]> {
  const [from, to] = extent(documents);
  await client.query("set local enable_hashjoin = off; set local enable_mergejoin = off");
  const { rows } = await client.query<{ ordinal: number }>(
    `select min(s.ordinal) as ordinal from stage s
     join ${table} t on t.timestamp = s.timestamp and t.channel = s.channel and t.id = s.id
     where t.timestamp between $1 and $2 and t.xmin = pg_current_xact_id()::xid
     group by t.timestamp, t.channel, t.id`,
    [from, to],
  );
  const outcomes = new Array<WriteOutcome>(documents.length).fill(DUPLICATE);
  for (const { ordinal } of rows) outcomes[ordinal] = CREATED;
  return outcomes;
}

function extent(documents: EventDocument[]): [number, number] {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { timestamp } of documents) {
    from = Math.min(from, timestamp);
    to = Math.max(to, timestamp);
  }
  return [from, to];
}
