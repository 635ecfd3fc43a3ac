import type { Database } from "../database/client.ts";

const NEWEST = 20;
const LOOK_BACK_MS = 30 * 86_400_000;

/** By job: the median of how long its newest runs that succeeded took, milliseconds. */
export async function usualDurations(
  database: Pick<Database, "$queryRaw">,
  now: number,
): Promise<Map<string, number>> {
  const since = new Date(now - LOOK_BACK_MS);
  const rows = await database.$queryRaw<{ job: string; ms: number }[]>`
    select job, percentile_cont(0.5) within group (order by ms) as ms
    from (
      select job,
             cast(extract(epoch from finished_at - started_at) * 1000 as double precision) as ms,
             row_number() over (partition by job order by started_at desc) as place
      from job_runs
      where state = 'succeeded' and started_at >= ${since}
    ) runs
    where place <= ${NEWEST}
    group by job`;
  return new Map(rows.map(({ job, ms }) => [job, ms]));
}
