import { canAsStaff, requireStaff, type Viewer } from "../channels/access.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/client.ts";
import { lastDays, midnightOf, newestDayOf } from "./days.ts";
import { runLine } from "./read-run.ts";
import { listRequests } from "./requests/list.ts";
import { usualDurations } from "./usual-durations.ts";
import type { JobsView, RunLine } from "./views.ts";
import { jobsWorkerAlive } from "./worker-alive.ts";

const DAYS = 14;
const RUNS = 60;

const COLUMNS = {
  id: true,
  job: true,
  day: true,
  state: true,
  startedAt: true,
  finishedAt: true,
  rows: true,
  checks: true,
  error: true,
} as const;

/** All jobs with what became of their last days; needs `pipeline:read`. */
export async function jobsView(
  deps: { database: Database; clock: Clock },
  viewer: Viewer,
): Promise<JobsView> {
  requireStaff(viewer, "pipeline:read");
  const { database } = deps;
  const at = deps.clock.now();
  const days = lastDays(at, DAYS);
  const [descriptions, usual, byDay, newest, latest, requests, workerAlive] = await Promise.all([
    database.jobDescription.findMany({ orderBy: { position: "asc" } }),
    usualDurations(database, at),
    database.jobRun.findMany({
      where: { day: { gte: midnightOf(days[0] ?? "") } },
      orderBy: [{ job: "asc" }, { day: "asc" }, { startedAt: "desc" }, { id: "desc" }],
      distinct: ["job", "day"],
      select: COLUMNS,
    }),
    database.jobRun.findMany({
      orderBy: [{ startedAt: "desc" }, { id: "desc" }],
      take: RUNS,
      select: COLUMNS,
    }),
    database.jobRun.findMany({
      orderBy: [{ job: "asc" }, { startedAt: "desc" }, { id: "desc" }],
      distinct: ["job"],
      select: COLUMNS,
    }),
    listRequests(database),
    jobsWorkerAlive(database, at),
  ]);
  const line = (row: (typeof newest)[number]) => runLine(row, at, usual.get(row.job) ?? null);
  const ofDay = new Map<string, RunLine>();
  for (const row of byDay.map(line)) ofDay.set(`${row.job} ${row.day}`, row);
  const latestOf = new Map(latest.map((row) => [row.job, line(row)]));
  return {
    at,
    jobs: descriptions.map(({ job: name, describe, schedule, dependsOn, topics, tableName }) => ({
      name,
      describe,
      schedule,
      newestDay: newestDayOf(schedule, at),
      dependsOn,
      topics,
      table: tableName,
      usualMs: usual.get(name) ?? null,
      days: days.map((day) => ({ day, run: ofDay.get(`${name} ${day}`) ?? null })),
      latest: latestOf.get(name) ?? null,
    })),
    runs: newest.map(line),
    requests,
    workerAlive,
    mayRun: canAsStaff(viewer, "jobs:run"),
  };
}
