import { createHash } from "node:crypto";
import pg from "pg";
import { migrate } from "../database/migrate.ts";
import { readMigrations } from "../database/migrations.ts";

/** Any fixed number: makers of the template wait for each other. */
const TEMPLATE_LOCK = 4_711;

/**
 * Name of a database to clone for tests: migrated, empty, made once for each state of the migrations. `server` is the
 * connection string of the server's `postgres` database.
 */
export async function ensureTemplate(server: string): Promise<string> {
  const name = `template_${await fingerprint()}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [TEMPLATE_LOCK]);
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (rowCount !== 0) return name;
    const draft = `${name}_draft`;
    await client.query(`drop database if exists ${draft} with (force)`);
    await client.query(`create database ${draft}`);
    await migrate(databaseUrl(server, draft));
    await client.query(`alter database ${draft} rename to ${name}`);
    return name;
  } finally {
    await client.end();
  }
}

/** The connection string of another database of the same server. */
export function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function fingerprint(): Promise<string> {
  const hash = createHash("sha256");
  for (const { name, checksum } of await readMigrations()) hash.update(`${name} ${checksum}\n`);
  return hash.digest("hex").slice(0, 12);
}
