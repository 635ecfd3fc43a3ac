import { mkdir } from "node:fs/promises";
import { PgBoss } from "pg-boss";
import { DAILY_SWEEP } from "#etl/daily-sweep.ts";
import type { Day } from "#etl/day.ts";
import { findJobs } from "#etl/find-jobs.ts";
import type { Job, Schedule } from "#etl/job.ts";
import takeSnapshot from "#etl/jobs/take_snapshot.ts";
import { pruneRuns } from "#etl/prune-runs.ts";
import { type JobDeps, runJob } from "#etl/run.ts";
import { sweep } from "#etl/sweep.ts";
import type { VerifyDeps } from "#etl/verify/deps.ts";
import { verifyDays } from "#etl/verify/verify-days.ts";
import { verifyDue } from "#etl/verify/verify-due.ts";
import { listen } from "#lib/database/listen.ts";
import { dayOf } from "#lib/day.ts";
import { describeJobs } from "#lib/jobs/describe.ts";
import { JOBS_WANTED } from "#lib/jobs/wanted.ts";
import { openSnapshot } from "#lib/snapshot/open.ts";
import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";
import { every } from "./every.ts";
import { serveRequests } from "./job-requests.ts";
import type { RoleDeps, RoleSettings } from "./role.ts";
import type { WorkerTask } from "./runtime.ts";

/** In UTC; the hourly ones after the hour's last events were archived. */
const SCHEDULES: { schedule: Schedule; cron: string }[] = [
  { schedule: "hourly", cron: "10 * * * *" },
  { schedule: "daily", cron: `${DAILY_SWEEP.minute} ${DAILY_SWEEP.hour} * * *` },
];

/** A sweep may take as long as a back-fill; one whose process died is noticed by its silence. */
const QUEUE = {
  policy: "exclusive",
  expireInSeconds: 43_200,
  heartbeatSeconds: 60,
  retryLimit: 3,
  retryDelay: 60,
};
const STOP_MS = 6_000;
/** How often to look for what people asked for. */
const LOOK_MS = 1_000;

const DAY_MS = 86_400_000;

type Deps = Pick<RoleDeps, "database" | "archive" | "warehouse" | "clock" | "log" | "stream" | "index">;

const describedColumns = ({ columns }: WarehouseTable) =>
  columns.map(({ name, type, describe }) => ({ name, type, describe: describe ?? null }));

const queueOf = (schedule: Schedule) => `jobs-${schedule}`;

/**
 * One queue per schedule; several processes share them, and one of them sweeps at a time. Answers what makes them sweep
 * at once; one that sweeps already does it once more, from the beginning.
 */
async function serve(
  boss: PgBoss,
  jobs: Job[],
  deps: JobDeps & VerifyDeps,
  signal: AbortSignal,
): Promise<() => Promise<void>> {
  const again = new Set<string>();
  for (const { schedule, cron } of SCHEDULES) {
    const queue = queueOf(schedule);
    const own = jobs.filter((job) => job.schedule === schedule);
    await boss.createQueue(queue, QUEUE);
    await boss.schedule(queue, cron, null, { tz: "UTC" });
    await boss.work(queue, async () => {
      if (schedule === takeSnapshot.schedule)
        await runJob(deps, takeSnapshot, dayOf(deps.clock.now()), { onlyChanged: true, signal });
      let wanted = false;
      do {
        wanted = again.delete(queue) || wanted;
        for await (const { job, day, result } of sweep(deps, own, signal, jobs))
          if (result.state !== "current") deps.log.info({ job, day, state: result.state }, "swept");
        if (again.has(queue)) continue;
        for await (const { day, state } of verifyDue(deps, signal))
          if (state === "busy") deps.log.info({ day }, "verified by another");
      } while (again.has(queue) && !signal.aborted);
      // What a day needs may only now be there.
      if (wanted && schedule === "hourly") await boss.send(queueOf("daily"));
      if (schedule === "daily") {
        const forgotten = await pruneRuns(deps);
        if (forgotten > 0) deps.log.info({ forgotten }, "old runs forgotten");
      }
    });
    // What happened while nobody was here.
    await boss.send(queue);
  }
  return async () => {
    const queue = queueOf("hourly");
    again.add(queue);
    await boss.send(queue);
  };
}

/** The tasks of the role `jobs`. */
export function jobsRole(
  deps: Deps,
  settings: Pick<
    RoleSettings,
    "databaseUrl" | "spool" | "retentionDays" | "pseudonymKey" | "snapshotSourceUrl"
  >,
): WorkerTask[] {
  const { databaseUrl, spool, retentionDays, pseudonymKey, snapshotSourceUrl: sourceUrl } = settings;
  return [
    {
      name: "jobs",
      run: async (signal) => {
        const jobs = await findJobs();
        await mkdir(spool, { recursive: true });
        const [archive, warehouse] = [await deps.archive(), await deps.warehouse()];
        const boss = new PgBoss({
          connectionString: databaseUrl,
          schema: "job_queue",
          application_name: "channelscope jobs",
          max: 3,
        });
        boss.on("error", (error) => deps.log.warn({ error: String(error) }, "job queue"));
        await boss.start();
        try {
          const retentionMs = retentionDays * DAY_MS;
          const snapshot = await openSnapshot({ ...deps, databaseUrl, sourceUrl, pseudonymKey });
          const own = { ...deps, archive, warehouse, spool, snapshot, retentionMs };
          await describeJobs(
            deps,
            jobs.map(({ table, ...job }) => ({
              ...job,
              table: table.name,
              columns: describedColumns(table),
            })),
          );
          const sweepNow = await serve(boss, jobs, own, signal);
          const heard = () => {
            sweepNow().catch((error: unknown) => deps.log.warn({ error: String(error) }, "job queue"));
          };
          const verify = (days: readonly Day[], until: AbortSignal) => verifyDays(own, days, until);
          const look = () => serveRequests(own, { jobs, verify }, signal);
          await Promise.all([
            listen(databaseUrl, [JOBS_WANTED], heard, { log: deps.log, signal }),
            every(LOOK_MS, "job requests", look, { log: deps.log, signal }),
          ]);
        } finally {
          await boss.stop({ graceful: true, timeout: STOP_MS });
        }
      },
    },
  ];
}
