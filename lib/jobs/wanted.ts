import type { Database } from "../database/client.ts";

/** NOTIFY channel: there is something new in the archive that shall not wait for the next full hour. */
export const JOBS_WANTED = "jobs_wanted";

/** Asks the role `jobs` to sweep now. When none listens, the next one to start sweeps anyway. */
export async function wantJobs(database: Pick<Database, "$executeRaw">): Promise<void> {
  await database.$executeRaw`select pg_notify(${JOBS_WANTED}, '')`;
}
