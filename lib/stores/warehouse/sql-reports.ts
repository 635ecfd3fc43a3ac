import { Socket } from "node:net";
import pg from "pg";
import { checkRights, mayLock } from "./check-rights.ts";
import { passes, TYPES } from "./pool.ts";
import {
  QueryCancelled,
  type QueryLimits,
  QueryRefused,
  QueryTooLarge,
  QueryTooSlow,
  type ReportAnswer,
  type ReportKind,
  ReportsBusy,
  ReportsNotSetUp,
  type WarehouseReports,
  WarehouseUnavailable,
  type WarehouseValue,
} from "./port.ts";
import type { Dialect } from "./table.ts";

const AT_ONCE = 4;
const CONNECT_TIMEOUT_MS = 10_000;
/** Rows that are fetched at a time, and what an answer and what the server sends for it may hold. */
const BATCH = 500;
const MOST_CHARACTERS = 8_000_000;
const MOST_BYTES = 64_000_000;
/** A cancellation that comes between two statements ends neither, so it is repeated. */
const CANCEL_AGAIN_MS = 250;
/** How long a query may hold an advisory lock where it cannot be kept from taking one. */
const LOOK_FOR_LOCKS_MS = 500;
const CANCELLED = "57014";
const TOO_MANY_FILES = "53400";
const DECLARE = "declare answer cursor for ";

const NUMBERS = new Set([20, 21, 23, 26, 700, 701, 1700]);
const TIMES = new Set([1082, 1114, 1184]);

const kindOf = (oid: number): ReportKind => (NUMBERS.has(oid) ? "number" : TIMES.has(oid) ? "time" : "text");

function plain(value: unknown): WarehouseValue {
  if (value === null || value instanceof Date) return value;
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "string") return value;
  return JSON.stringify(value);
}

const lengthOf = (value: WarehouseValue) => (typeof value === "string" ? value.length : 8);

type Ending = "left" | "too slow" | "too large" | "locks";

/** One query with its connection: what ends it early, and why. */
class Session {
  readonly client: pg.Client;
  readonly #url: string;
  #pid: number | null = null;
  #ending: Ending | null = null;
  #again: NodeJS.Timeout | undefined;
  #looking: NodeJS.Timeout | undefined;

  constructor(url: string) {
    this.#url = url;
    const socket = new Socket();
    let bytes = 0;
    socket.on("data", (piece: Buffer) => {
      bytes += piece.length;
      if (bytes <= MOST_BYTES) return;
      this.#ending ??= "too large";
      socket.destroy();
    });
    this.client = new pg.Client({
      connectionString: url,
      application_name: "channelscope reports",
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      types: TYPES,
      stream: () => socket,
    });
    this.client.on("error", () => undefined);
  }

  async begin(dialect: Dialect, timeoutMs: number): Promise<void> {
    await this.client.connect();
    await this.client.query("begin read only");
    await this.client.query(`set local statement_timeout = ${Math.ceil(timeoutMs)}`);
    await this.client.query("set timezone to 'UTC'");
    await checkRights(this.client, dialect);
    const { rows } = await this.client.query<{ pid: number }>("select pg_backend_pid() as pid");
    this.#pid = rows[0]?.pid ?? null;
    // No reading of the SQL finds all calls of a function: a text can be run as a statement.
    if (await mayLock(this.client, dialect))
      this.#looking = setInterval(() => void this.#lookForLocks(), LOOK_FOR_LOCKS_MS);
    this.goOn();
  }

  /** Throws what the early end is to be known as. */
  goOn(cause?: unknown): void {
    if (this.#ending === "left") throw new QueryCancelled("The query was cancelled.", { cause });
    if (this.#ending === "too slow") throw new QueryTooSlow("The query took too long.", { cause });
    if (this.#ending === "too large") throw new QueryTooLarge("The answer is too large.", { cause });
    if (this.#ending === "locks")
      throw new QueryRefused("Reports may not take advisory locks", { position: null, hint: null, cause });
  }

  stop(why: Ending): void {
    this.#ending ??= why;
    this.#again ??= setInterval(() => void this.#cancel(), CANCEL_AGAIN_MS);
    void this.#cancel();
  }

  async end(): Promise<void> {
    clearInterval(this.#again);
    clearInterval(this.#looking);
    await this.client.end().catch(() => undefined);
  }

  async #cancel(): Promise<void> {
    // Without an answer the server ends it by its own timeout.
    if (this.#pid !== null) await this.#beside(`select pg_cancel_backend(${this.#pid})`);
  }

  async #lookForLocks(): Promise<void> {
    const held = `select 1 from pg_locks where locktype = 'advisory' and pid = ${this.#pid} limit 1`;
    if ((await this.#beside(held)) > 0) this.stop("locks");
  }

  /** Asks in another connection, as this one is busy; answers how many rows came. */
  async #beside(sql: string): Promise<number> {
    const other = new pg.Client({
      connectionString: this.#url,
      application_name: "channelscope reports",
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    });
    other.on("error", () => undefined);
    try {
      await other.connect();
      return (await other.query(sql)).rows.length;
    } catch {
      return 0;
    } finally {
      await other.end().catch(() => undefined);
    }
  }
}

async function fetchAll(session: Session, maxRows: number): Promise<ReportAnswer> {
  const rows: WarehouseValue[][] = [];
  let columns: ReportAnswer["columns"] = [];
  let characters = 0;
  for (;;) {
    session.goOn();
    const wanted = Math.min(BATCH, maxRows + 1 - rows.length);
    const text = `fetch forward ${wanted} from answer`;
    const fetched = await session.client.query<unknown[]>({ text, rowMode: "array" });
    columns = fetched.fields.map(({ name, dataTypeID }) => ({ name, kind: kindOf(dataTypeID) }));
    for (const row of fetched.rows) {
      const values = row.map(plain);
      characters += values.reduce<number>((sum, value) => sum + lengthOf(value), 0);
      rows.push(values);
    }
    if (characters > MOST_CHARACTERS || rows.length > maxRows)
      return { columns, rows: rows.slice(0, maxRows), truncated: true };
    if (fetched.rows.length < wanted) return { columns, rows, truncated: false };
  }
}

/** The server's words about the SQL, at its place in what somebody wrote. */
function refusalOf(error: pg.DatabaseError): QueryRefused {
  const position = Number(error.position ?? Number.NaN) - 1 - DECLARE.length;
  return new QueryRefused(error.message, {
    position: position >= 0 ? position : null,
    hint: error.hint ?? null,
    cause: error,
  });
}

/** What a failure of the server or the driver is to those who asked. */
function meaningOf(error: unknown): unknown {
  if (error instanceof WarehouseUnavailable || error instanceof ReportsNotSetUp) return error;
  if (!(error instanceof Error)) return error;
  if (error instanceof pg.DatabaseError && error.code === CANCELLED)
    return new QueryTooSlow("The query took too long.", { cause: error });
  if (error instanceof pg.DatabaseError && error.code === TOO_MANY_FILES)
    return new QueryRefused("The query sorts or joins more than fits the disk space that it may use", {
      position: null,
      hint: "Ask for less: fewer days, or a table of counts.",
      cause: error,
    });
  if (error instanceof pg.DatabaseError && !passes(error)) return refusalOf(error);
  return new WarehouseUnavailable(`The warehouse does not answer: ${error.message}`, { cause: error });
}

/** Reports over the PostgreSQL wire. */
export class SqlReports implements WarehouseReports {
  readonly #url: () => Promise<string>;
  readonly #dialect: Dialect;
  #running = 0;

  /** `url` is that of a role that reads the schema and nothing else, made by then. */
  constructor(url: () => Promise<string>, dialect: Dialect) {
    this.#url = url;
    this.#dialect = dialect;
  }

  async query(sql: string, limits: QueryLimits, signal?: AbortSignal): Promise<ReportAnswer> {
    if (this.#running >= AT_ONCE) throw new ReportsBusy(`${AT_ONCE} reports run at the moment.`);
    this.#running += 1;
    try {
      return await this.#run(await this.#url(), sql, limits, signal);
    } finally {
      this.#running -= 1;
    }
  }

  async close(): Promise<void> {
    // Each query closes what it opened.
  }

  async #run(url: string, sql: string, limits: QueryLimits, signal?: AbortSignal): Promise<ReportAnswer> {
    const session = new Session(url);
    const leave = () => session.stop("left");
    signal?.addEventListener("abort", leave, { once: true });
    // Not the server's alone: somebody's SQL can change that one between two statements.
    const timer = setTimeout(() => session.stop("too slow"), limits.timeoutMs);
    try {
      if (signal?.aborted) session.stop("left");
      session.goOn();
      await session.begin(this.#dialect, limits.timeoutMs);
      // By the protocol that takes one statement only, whatever somebody typed.
      const declare = { text: DECLARE + sql.replace(/[;\s]+$/, ""), queryMode: "extended" };
      await session.client.query(declare);
      return await fetchAll(session, limits.maxRows);
    } catch (error) {
      session.goOn(error);
      throw meaningOf(error);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", leave);
      await session.end();
    }
  }
}
