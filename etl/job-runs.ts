import type { Clock } from "#lib/clock.ts";
import type { Database } from "#lib/database/client.ts";
import { dayOf } from "#lib/day.ts";
import type { CheckResult } from "./checks.ts";
import type { Day } from "./day.ts";

/** Whoever does not renew its lease for so long is taken to be dead, milliseconds. */
const LEASE_MS = 60_000;
export const RENEW_MS = LEASE_MS / 3;

/** `CREATE UNIQUE INDEX` says that somebody else was first. */
const NOT_UNIQUE = "P2002";

interface Deps {
  database: Database;
  clock: Clock;
}

export interface LogLine {
  at: string;
  line: string;
}

export interface FinishedRun {
  state: "succeeded" | "failed";
  attempts: number;
  rows: number | null;
  /** Of the day's rows as it left them; null: it says nothing of them. */
  fingerprint: number | null;
  checks: readonly CheckResult[];
  log: readonly LogLine[];
  error: string | null;
}

const midnight = (day: Day) => new Date(`${day}T00:00:00Z`);

/** Leases the job and begins a run, whose id it answers; null: somebody else runs it. */
export async function beginRun(
  { database, clock }: Deps,
  job: string,
  day: Day,
  inputs: string,
): Promise<string | null> {
  const now = new Date(clock.now());
  await database.jobRun.updateMany({
    where: { runningJob: job, leaseUntil: { lt: now } },
    data: { runningJob: null, state: "failed", finishedAt: now, error: "The process that ran it is gone." },
  });
  const lease = { runningJob: job, leaseUntil: new Date(clock.now() + LEASE_MS) };
  try {
    const run = await database.jobRun.create({
      data: { job, day: midnight(day), state: "running", ...lease, inputs, startedAt: now },
      select: { id: true },
    });
    return run.id;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === NOT_UNIQUE) return null;
    throw error;
  }
}

/** Answers whether the lease was still ours. */
export async function renewRun({ database, clock }: Deps, id: string): Promise<boolean> {
  const { count } = await database.jobRun.updateMany({
    where: { id, state: "running" },
    data: { leaseUntil: new Date(clock.now() + LEASE_MS) },
  });
  return count === 1;
}

/** Clocks of two machines may differ by so much, milliseconds. */
const SKEW_MS = 300_000;

interface Others {
  /** The run that does not count. */
  id: string;
  day: Day;
  since: number;
}

/** Whether another run of the job for this day began since then, or may have. */
export async function ranSince(
  { database }: Pick<Deps, "database">,
  job: string,
  { id, day, since }: Others,
): Promise<boolean> {
  const startedAt = { gte: new Date(since - SKEW_MS) };
  const other = await database.jobRun.findFirst({
    where: { job, day: midnight(day), startedAt, id: { not: id } },
    select: { id: true },
  });
  return other !== null;
}

interface StandingRun {
  id: string;
  /** `succeeded` or `running`. */
  state: string;
  inputs: string;
  fingerprint: number | null;
}

/** The run that made the day's rows, or may be making them: one that failed left them as they were. */
export async function standingRun(
  { database }: Pick<Deps, "database">,
  job: string,
  day: Day,
): Promise<StandingRun | null> {
  const run = await database.jobRun.findFirst({
    where: { job, day: midnight(day), state: { in: ["succeeded", "running"] } },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
    select: { id: true, state: true, inputs: true, fingerprint: true },
  });
  if (run === null) return null;
  return { ...run, fingerprint: run.fingerprint === null ? null : Number(run.fingerprint) };
}

/** What verification found to be the rows that the run made. */
export async function setFingerprint(
  { database }: Pick<Deps, "database">,
  id: string,
  fingerprint: number,
): Promise<void> {
  await database.jobRun.update({ where: { id }, data: { fingerprint } });
}

/** What the run is made from after all. */
export async function setInputs(
  { database }: Pick<Deps, "database">,
  id: string,
  inputs: string,
): Promise<void> {
  await database.jobRun.update({ where: { id }, data: { inputs } });
}

/** Answers whether the lease was still ours; otherwise nothing is written. */
export async function finishRun({ database, clock }: Deps, id: string, run: FinishedRun): Promise<boolean> {
  const { count } = await database.jobRun.updateMany({
    where: { id, state: "running" },
    data: {
      ...run,
      runningJob: null,
      finishedAt: new Date(clock.now()),
      checks: run.checks.map((check) => ({ ...check })),
      log: run.log.map((line) => ({ ...line })),
    },
  });
  return count === 1;
}

const since = (day: Day | null) => (day === null ? {} : { gte: midnight(day) });

interface LatestRun {
  id: string;
  day: Day;
  state: string;
  inputs: string;
}

interface Days {
  /** null: from the beginning. */
  from: Day | null;
  /** Included. */
  to: Day;
}

/** The newest run of each day of a job, or of some days, in their order; `succeeded` looks past those that failed. */
export async function latestRuns(
  { database }: Pick<Deps, "database">,
  job: string,
  { days, succeeded = false }: { days?: Days; succeeded?: boolean } = {},
): Promise<Map<Day, LatestRun>> {
  const runs = await database.jobRun.findMany({
    where: {
      job,
      ...(days === undefined ? {} : { day: { lte: midnight(days.to), ...since(days.from) } }),
      ...(succeeded ? { state: "succeeded" } : {}),
    },
    orderBy: [{ day: "asc" }, { startedAt: "desc" }, { id: "desc" }],
    distinct: ["day"],
    select: { id: true, day: true, state: true, inputs: true },
  });
  return new Map(
    runs.map((run) => {
      const date = dayOf(run.day);
      return [date, { ...run, day: date }];
    }),
  );
}

/** Until when a job knows what changed in the archive, milliseconds; 0: it never looked. */
export async function sweptAt({ database }: Pick<Deps, "database">, job: string): Promise<number> {
  return (await database.jobSweep.findUnique({ where: { job } }))?.sweptAt.getTime() ?? 0;
}

export async function markSwept(
  { database }: Pick<Deps, "database">,
  job: string,
  at: number,
): Promise<void> {
  const sweptAt = new Date(at);
  await database.jobSweep.upsert({ where: { job }, create: { job, sweptAt }, update: { sweptAt } });
}
