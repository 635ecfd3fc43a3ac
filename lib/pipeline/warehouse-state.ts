import type { Database } from "../database/client.ts";
import { dayOf } from "../day.ts";
import { VERIFY_JOB } from "../verification/types.ts";
import type { WarehouseState } from "./views.ts";

/** The jobs by which events come to the warehouse. */
const LOADS = ["load_api_requests", "load_interactions"];
const DAY_MS = 86_400_000;

/** How far the warehouse is, by the runs of its jobs. */
export async function readWarehouseState(
  database: Pick<Database, "$queryRaw">,
  now: number,
): Promise<WarehouseState> {
  const today = dayOf(now);
  const [loaded, failed] = await Promise.all([
    // The running day is loaded, too, every hour: it is whole once a load looked after it was over.
    database.$queryRaw<{ day: Date }[]>`
      select least(max(runs.day), cast(sweeps.swept_at at time zone 'UTC' as date) - 1) as day
      from job_runs runs join job_sweeps sweeps on sweeps.job = runs.job
      where runs.job = any(${LOADS}) and runs.state = 'succeeded' and runs.day < cast(${today} as date)
      group by sweeps.job, sweeps.swept_at`,
    database.$queryRaw<{ jobs: number }[]>`
      select cast(count(distinct job) as integer) as jobs from job_runs failed
      where state = 'failed' and job <> ${VERIFY_JOB} and started_at >= ${new Date(now - DAY_MS)} and not exists (
        select 1 from job_runs later
        where later.job = failed.job and later.day = failed.day and later.started_at > failed.started_at)`,
  ]);
  const days = loaded.map(({ day }) => day.getTime());
  return {
    loadedTo: days.length < LOADS.length ? null : dayOf(Math.min(...days)),
    failing: failed[0]?.jobs ?? 0,
  };
}
