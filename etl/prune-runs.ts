import type { Clock } from "#lib/clock.ts";
import type { Database } from "#lib/database/client.ts";

/** As far back as anybody asks how long a job usually takes. */
const KEPT_MS = 30 * 86_400_000;

/**
 * Forgets runs from over thirty days ago that a later one of the same job and day made meaningless; answers how many.
 * The newest that succeeded stays, whatever its age: it says what the day was made from, and which rows it made.
 */
export async function pruneRuns({
  database,
  clock,
}: {
  database: Pick<Database, "$executeRaw">;
  clock: Clock;
}): Promise<number> {
  const before = new Date(clock.now() - KEPT_MS);
  return await database.$executeRaw`
    delete from job_runs as run
    where started_at < ${before} and state <> 'running' and exists (
      select 1 from job_runs as later
      where later.job = run.job and later.day = run.day
        and (later.started_at, later.id) > (run.started_at, run.id)
        and later.state in ('succeeded', run.state)
    )`;
}
