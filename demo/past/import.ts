import type { ImportDeps } from "#lib/archive/import.ts";
import { importInteractions } from "#lib/interactions/import.ts";
import { wantJobs } from "#lib/jobs/wanted.ts";
import { importRequestHours } from "#lib/request-hours/import.ts";
import type { DemoDeps } from "../deps.ts";
import { lifeOfDay } from "../life/day.ts";
import { DAY } from "../population/growth.ts";
import type { Population } from "../population/types.ts";
import { makePopulation } from "../population.ts";
import { readState, startOf, writeState } from "../state.ts";
import { daysOfHours } from "./hours.ts";

const HOUR = 3_600_000;
const NAME = "demo";

type PastDeps = Pick<DemoDeps, "database" | "pseudonymOf"> & ImportDeps;

/** What people did before the demo began, a UTC day at a time, the newest first: the same at every call. */
function* daysOfLife(population: Population, anchor: number, storyDays: number) {
  const today = Math.floor(anchor / DAY) * DAY;
  for (let day = today; day >= today - storyDays * DAY; day -= DAY) {
    const lived = lifeOfDay(population, day, anchor).filter(({ at }) => at < anchor);
    yield lived.flatMap(({ events }) => events.map((event) => ({ ...event, id: event.id ?? "" })));
  }
}

/** Whether the archive has the past. */
export async function isPastKnown(database: DemoDeps["database"]): Promise<boolean> {
  return (await readState(database, "past")) !== null;
}

/** How far back the past goes, and how much of it is told request by request, days. */
interface Extent {
  storyDays: number;
  historyDays: number;
}

/**
 * Brings interactions, and hourly request counts up to the days that are told request by request, into the archive, and has the jobs load them. Once: a later call does nothing, one after a kill adds what is missing.
 */
export async function importPast(
  deps: PastDeps,
  { storyDays, historyDays }: Extent,
  signal: AbortSignal,
): Promise<{ interactions: number; hours: number } | null> {
  const { database, clock, pseudonymOf } = deps;
  if (await isPastKnown(database)) return null;
  const anchor = await startOf(database);
  const population = makePopulation(anchor);
  const interactions = await importInteractions(deps, {
    name: NAME,
    batches: daysOfLife(population, anchor, storyDays),
    pseudonymize: pseudonymOf,
    signal,
  });
  if (signal.aborted) return null;
  await wantJobs(database);
  const toldFrom = Math.floor((anchor - historyDays * DAY) / HOUR) * HOUR;
  const begins = Math.floor(anchor / DAY) * DAY - storyDays * DAY;
  const batches = daysOfHours({ population, anchor, pseudonymOf }, begins, toldFrom);
  const hours = await importRequestHours(deps, { name: NAME, batches, signal });
  if (signal.aborted) return null;
  await writeState(database, "past", { at: clock.now() });
  await wantJobs(database);
  return { interactions, hours };
}
