import type { Database } from "#lib/database/client.ts";
import { dayOf } from "#lib/day.ts";
import { VERIFY_JOB } from "#lib/verification/types.ts";
import { ascending, DAY_MS, type Day, daysBetween, rangeOf } from "../day.ts";
import type { Job } from "../job.ts";
import { latestRuns } from "../job-runs.ts";

const HOUR_MS = 3_600_000;
/** A day's run begins some seconds after the hour, sooner or later. */
const TOLERANCE_MS = 10 * 60_000;

export interface DueDay {
  day: Day;
  /** The loads that it rests on, in words. */
  inputs: string;
}

interface Verified {
  state: string;
  inputs: string;
  at: number;
}

async function verifiedDays(database: Database): Promise<Map<Day, Verified>> {
  const runs = await database.jobRun.findMany({
    where: { job: VERIFY_JOB, state: { not: "running" } },
    orderBy: [{ day: "asc" }, { startedAt: "desc" }, { id: "desc" }],
    distinct: ["day"],
    select: { day: true, state: true, inputs: true, startedAt: true },
  });
  return new Map(
    runs.map(({ day, state, inputs, startedAt }) => [dayOf(day), { state, inputs, at: startedAt.getTime() }]),
  );
}

/** Days of which not all was archived and loaded when they were verified. */
async function incompleteDays(database: Database): Promise<Set<Day>> {
  const compared = await database.verification.findMany({
    where: { step: "archive_warehouse" },
    select: { day: true, completeTo: true },
  });
  const open = compared.filter(
    ({ day, completeTo }) => (completeTo?.getTime() ?? 0) < day.getTime() + DAY_MS,
  );
  return new Set(open.map(({ day }) => dayOf(day)));
}

interface Ageing {
  now: number;
  retentionMs: number;
  incomplete: ReadonlySet<Day>;
}

/** Stores change without a load, too: the last two days are asked every hour, the index's daily, older ones weekly. */
function againAfter(day: Day, { now, retentionMs, incomplete }: Ageing): number {
  const age = now - rangeOf(day).to;
  if (age < DAY_MS || incomplete.has(day)) return HOUR_MS;
  return age < retentionMs ? DAY_MS : 7 * DAY_MS;
}

/**
 * Days that have to be verified, newest first: those that were loaded since, those that did not agree, and those of
 * which it is too long ago. Every day since the first that was loaded is one.
 */
export async function dueDays(
  { database }: { database: Database },
  jobs: readonly Job[],
  { now, retentionMs }: { now: number; retentionMs: number },
): Promise<DueDay[]> {
  const loaded = new Map<Day, string[]>();
  for (const { name } of jobs.filter(({ topics }) => topics.length > 0))
    for (const [day, { id }] of await latestRuns({ database }, name, { succeeded: true }))
      loaded.set(day, [...(loaded.get(day) ?? []), `${name}: run ${id}`]);
  const [first = dayOf(now)] = ascending(loaded.keys());
  const [verified, incomplete] = [await verifiedDays(database), await incompleteDays(database)];
  return daysBetween(first, dayOf(now))
    .map((day): DueDay => ({ day, inputs: (loaded.get(day) ?? []).join("; ") }))
    .filter(({ day, inputs }) => {
      const last = verified.get(day);
      if (last === undefined || last.state !== "succeeded" || last.inputs !== inputs) return true;
      return now - last.at > againAfter(day, { now, retentionMs, incomplete }) - TOLERANCE_MS;
    })
    .reverse();
}
