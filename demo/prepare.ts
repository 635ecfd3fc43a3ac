import type { DemoDeps } from "./deps.ts";
import { putFirstFaults } from "./faults/first.ts";
import { listFaults } from "./faults/list.ts";
import { presentIncidents, weekOfIncidents } from "./history/incidents.ts";
import { openSpan, type Span } from "./history/span.ts";
import { tellHistory } from "./history/tell.ts";
import { importPast, isPastKnown } from "./past/import.ts";
import { STORY_DAYS } from "./population/growth.ts";
import { makePopulation } from "./population.ts";
import { seedDemo } from "./seed.ts";
import { readState, startOf } from "./state.ts";
import { trafficSources } from "./traffic.ts";

export interface Preparation {
  historyDays: number;
  /** Called as soon as live traffic may begin: everything is registered, and the past ends here. */
  onReady(): void;
}

/** Whether `prepareDemo` would do anything now; it would if this says so, the span is fixed from then on. */
export async function needsPreparing({ database, clock }: DemoDeps, historyDays: number): Promise<boolean> {
  if ((await readState(database, "seed")) === null) return true;
  if (!(await isPastKnown(database))) return true;
  return (await openSpan(database, clock.now(), historyDays)) !== null;
}

/** Seeds, then tells what the history lacks, until done or stopped. */
export async function prepareDemo(
  deps: DemoDeps,
  { historyDays, onReady }: Preparation,
  signal: AbortSignal,
): Promise<void> {
  const { database, clock, log } = deps;
  await seedDemo(deps);
  const span = await openSpan(database, clock.now(), historyDays);
  if (span?.incidents && span.next === span.to) await putFirstFaults(database, span.to);
  onReady();
  if (span !== null) await tellSpan(deps, span, signal);
  if (await isPastKnown(database)) return;
  const started = clock.now();
  const extent = { storyDays: STORY_DAYS, historyDays };
  const imported = await importPast({ ...deps, archive: await deps.archive() }, extent, signal);
  if (imported !== null) log.info({ ...imported, seconds: (clock.now() - started) / 1_000 }, "past imported");
}

async function tellSpan(deps: DemoDeps, span: Span, signal: AbortSignal): Promise<void> {
  const { database, stream, clock, log, pseudonymOf } = deps;
  const incidents = span.incidents
    ? weekOfIncidents(span.to)
    : presentIncidents(await listFaults(database), span.to);
  const population = makePopulation(await startOf(database), span.to);
  const plan = { sourcesAt: (at: number) => trafficSources(population, at), incidents, pseudonymOf };
  const started = clock.now();
  const events = await tellHistory({ database, stream, plan, stopped: () => signal.aborted }, span);
  log.info({ events, seconds: (clock.now() - started) / 1_000 }, "history told");
}
