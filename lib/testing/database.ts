import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { databaseUrl, ensureTemplate } from "./template.ts";

/** Milliseconds that an ended session may take to be gone. */
const GONE_WITHIN = 5_000;

export interface TestDatabase {
  url: string;
  /**
   * Ends the sessions of which an SQL condition on `pg_stat_activity` holds, as a failing server does; answers how many.
   * Those of other databases go on: files run side by side on one server.
   */
  endSessions(condition: string, values?: unknown[]): Promise<number>;
  /** Ends whatever is still connected. */
  drop(): Promise<void>;
}

/** A migrated, empty database of the test's own, cloned from a template in a fraction of a second. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject("databaseUrl");
  const template = await ensureTemplate(server);
  const name = `test_${randomBytes(6).toString("hex")}`;
  await execute(server, `create database ${name} template ${template}`);
  const url = databaseUrl(server, name);
  return {
    url,
    endSessions: (condition, values) =>
      execute(
        url,
        `select pg_terminate_backend(pid, ${GONE_WITHIN}) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() and (${condition})`,
        values,
      ),
    drop: async () => {
      await execute(server, `drop database if exists ${name} with (force)`);
    },
  };
}

/** Runs one statement in a session of its own; answers the rows it concerned. */
async function execute(server: string, statement: string, values: unknown[] = []): Promise<number> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return (await client.query(statement, values)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}
