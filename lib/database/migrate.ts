import { randomUUID } from "node:crypto";
import type pg from "pg";
import { SetupError } from "../setup-error.ts";
import { connect } from "./connect.ts";
import { type Migration, readMigrations } from "./migrations.ts";

/** The lock that Prisma's own `migrate deploy` takes. */
const PRISMA_LOCK = 72_707_369;

const HISTORY = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

interface Applied {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/**
 * Applies what is missing of `prisma/migrations`, in order, each in a transaction of its own, and keeps the history as
 * Prisma does, so that `prisma migrate deploy` and `status` agree. Safe when several processes do it at once. Returns
 * the names applied now. Throws `SetupError` when the database's history is not this version's.
 */
export async function migrate(url: string, folder?: string): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = await connect(url, "channelscope migrate");
  try {
    await client.query("select pg_advisory_lock($1)", [PRISMA_LOCK]);
    await client.query("set client_min_messages = warning");
    await client.query(HISTORY);
    const missing = pending(migrations, await history(client));
    for (const migration of missing) await apply(client, migration);
    return missing.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function history(client: pg.Client): Promise<Applied[]> {
  const { rows } = await client.query<Applied>(
    "select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null order by started_at",
  );
  return rows;
}

/** What is to be applied, in order; refuses a history that these files cannot have made. */
function pending(migrations: Migration[], applied: Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum, finished_at } of applied) {
    const migration = known.get(name);
    if (!migration) {
      throw new SetupError(
        `The database has the migration ${name}, which this version does not know: it is newer.`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new SetupError(`The migration ${name} was changed after it had been applied to this database.`);
    }
    if (finished_at === null) {
      throw new SetupError(
        `The migration ${name} failed half-way in this database: see \`prisma migrate resolve\`.`,
      );
    }
  }
  const done = new Set(applied.map(({ migration_name }) => migration_name));
  return migrations.filter(({ name }) => !done.has(name));
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query("begin");
  try {
    const { rows } = await client.query<{ started: Date }>("select clock_timestamp() as started");
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       values ($1, $2, clock_timestamp(), $3, $4, 1)`,
      [randomUUID(), checksum, name, rows[0]?.started],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw new SetupError(
      `The migration ${name} failed and was undone: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}
