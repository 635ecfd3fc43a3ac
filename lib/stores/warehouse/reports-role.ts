import { createHash } from "node:crypto";
import pg from "pg";
import { WITHHELD_FUNCTIONS } from "./check-rights.ts";
import { functionsSql } from "./functions.ts";
import { passes } from "./pool.ts";
import { ReportsNotSetUp, WarehouseUnavailable } from "./port.ts";
import { SCHEMA } from "./table.ts";

/** One at a time changes what there is in the schema. The number is any that nothing else in the database uses. */
export const CREATE_LOCK_SQL = "select pg_advisory_xact_lock(7233014001)";

const CONNECT_TIMEOUT_MS = 10_000;
const MOST_CONNECTIONS = 12;
const INSUFFICIENT_PRIVILEGE = "42501";
const PREFIX = "channelscope_reports_";

/** Of each process of the server that works for a query. */
const MOST_TEMPORARY = "1GB";

/** Roles belong to the whole server, so each database has its own. */
function reportsRole(database: string): string {
  return `${PREFIX}${createHash("sha256").update(database).digest("hex").slice(0, 8)}`;
}

function roleSql(role: string, password: string, exists: boolean): string[] {
  const own = pg.escapeIdentifier(role);
  const secret = pg.escapeLiteral(password);
  return [
    `${exists ? "alter" : "create"} role ${own} login noinherit connection limit ${MOST_CONNECTIONS} password ${secret}`,
    `alter role ${own} set default_transaction_read_only = on`,
    `alter role ${own} set statement_timeout = '60s'`,
    `alter role ${own} set idle_in_transaction_session_timeout = '60s'`,
    `alter role ${own} set search_path = ${SCHEMA}`,
    `grant usage on schema ${SCHEMA} to ${own}`,
    `grant select on all tables in schema ${SCHEMA} to ${own}`,
    `alter default privileges in schema ${SCHEMA} grant select on tables to ${own}`,
  ];
}

/**
 * Everybody may call the lock functions, and end sessions of their own role, which all reports share: these functions are
 * taken from everybody. Only a superuser can, and only where nobody would miss them. Elsewhere `SqlReports` ends the query
 * that takes a lock.
 */
async function withholdFunctions(client: pg.Client): Promise<void> {
  const others = `select 1 from pg_roles
    where rolcanlogin and not rolsuper and not starts_with(rolname, '${PREFIX}')`;
  const { rows } = await client.query<{ functions: string | null }>(
    `select string_agg(cast(oid as regprocedure)::text, ', ') as functions from pg_proc
      where ${WITHHELD_FUNCTIONS} and has_function_privilege('public', oid, 'execute')
        and (select rolsuper from pg_roles where rolname = current_user) and not exists (${others})`,
  );
  const functions = rows[0]?.functions ?? null;
  if (functions !== null) await client.query(`revoke execute on function ${functions} from public`);
}

/** Limits what queries write to the disk, where the owner may set that. */
async function limitFiles(client: pg.Client, role: string): Promise<void> {
  await client.query("savepoint before_files");
  try {
    const own = pg.escapeIdentifier(role);
    await client.query(`alter role ${own} set temp_file_limit = '${MOST_TEMPORARY}'`);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && error.code === INSUFFICIENT_PRIVILEGE)) throw error;
    await client.query("rollback to savepoint before_files");
  }
}

async function ensure(client: pg.Client, password: string): Promise<string> {
  await client.query("begin");
  await client.query(CREATE_LOCK_SQL);
  await client.query(`create schema if not exists ${SCHEMA}`);
  for (const statement of functionsSql("postgres")) await client.query(statement);
  const { rows } = await client.query<{ database: string }>("select current_database() as database");
  const role = reportsRole(rows[0]?.database ?? "");
  const found = await client.query("select 1 from pg_roles where rolname = $1", [role]);
  for (const statement of roleSql(role, password, found.rows.length > 0)) await client.query(statement);
  await withholdFunctions(client);
  await limitFiles(client, role);
  await client.query("commit");
  return role;
}

/**
 * Makes the role that reports read with, if `ownerUrl` may make roles, and answers its address. What the owner makes in
 * the schema later, the role may read too. Throws `ReportsNotSetUp`, `WarehouseUnavailable`.
 */
export async function ensureReportsRole(ownerUrl: string, password: string): Promise<string> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: "channelscope reports",
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const role = await ensure(client, password);
    const url = new URL(ownerUrl);
    [url.username, url.password] = [role, password];
    return url.href;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === INSUFFICIENT_PRIVILEGE)
      throw new ReportsNotSetUp(
        "The warehouse's user may not make a role that only reads. Make one and name it in WAREHOUSE_REPORTS_URL (docs/operations.md).",
        { cause: error },
      );
    if (error instanceof Error && passes(error))
      throw new WarehouseUnavailable(`The warehouse does not answer: ${error.message}`, { cause: error });
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}
