import { formatDuration } from "../../format/duration.ts";
import { formatPlural } from "../../format/number.ts";
import type { EventIndexReader } from "../../stores/event-index/port.ts";
import type { Machine, MachineEvent } from "../machine.ts";
import type { Trigger } from "../trigger.ts";
import { asTold } from "./as-told.ts";
import { windowMsOf } from "./course.ts";
import type { EngineDeps } from "./deps.ts";
import { type Description, describeBreach } from "./describe.ts";
import { leadMs, messageOf } from "./message-of.ts";
import { recordFired, recordRecovered, recordReminded, recordTold, type Writer } from "./record.ts";
import { type Downtime, silentBecause } from "./silence.ts";
import { thresholdOf } from "./threshold.ts";
import type { Watch } from "./watch.ts";
import { LOST_DAYS, type OpenIncident, type WatchedRecipe } from "./watched.ts";

export interface Telling {
  deps: EngineDeps;
  downtimes: readonly Downtime[];
}

function writerOf({ deps: { database, clock } }: Telling, { recipe, fence }: Watch): Writer {
  return { database, recipe, fence, now: clock.now() };
}

async function whatHappened(
  reader: EventIndexReader,
  { index }: EngineDeps,
  { recipe: { channel }, sensor }: Watch,
  range: { trigger: Trigger; from: number; to: number },
): Promise<Description> {
  const described = await describeBreach(reader, index, { channel, ...range });
  return { ...described, title: sensor.headline?.() ?? described.title };
}

/** Writes what a step of the machine led to, with its deliveries. */
export async function tell(
  telling: Telling,
  watch: Watch,
  event: MachineEvent,
  machine: Machine,
  judgedTo: number,
): Promise<void> {
  if (event.kind === "fired") return await tellFired(telling, watch, event, machine, judgedTo);
  const why = event.kind === "lost" ? lostInWords(watch.recipe) : (watch.sensor.endedBecause?.() ?? null);
  const end = { at: event.at, worst: event.worst, why, atOnce: false };
  await tellRecovered(telling, watch, end, machine, judgedTo);
}

/** Why an incident ends that nothing was seen of for days. */
function lostInWords({ trigger }: WatchedRecipe): string {
  return trigger.type === "no_traffic"
    ? "No requests are usual any more, and none came back"
    : unseenFor(formatPlural(LOST_DAYS, "day"));
}

const unseenFor = (time: string) => `No requests for ${time}: whether it is over is not known`;

async function tellFired(
  telling: Telling,
  watch: Watch,
  event: Extract<MachineEvent, { kind: "fired" }>,
  machine: Machine,
  judgedTo: number,
): Promise<void> {
  const { deps, downtimes } = telling;
  const { recipe } = watch;
  const { channel } = recipe;
  const trigger = watch.sensor.judgedBy?.(event.at) ?? recipe.trigger;
  const range = { trigger, from: event.breachSince - leadMs({ trigger }), to: event.at };
  const { impact, title, latency } = await whatHappened(deps.index, deps, watch, range);
  const value = latency ?? event.value;
  const threshold = watch.sensor.threshold?.() ?? thresholdOf(trigger);
  const seenFrom = event.at - windowMsOf(trigger);
  const silent = silentBecause({ ...recipe, endpoint: trigger.endpoint }, downtimes, {
    now: deps.clock.now(),
    seenFrom,
  });
  const said = {
    type: "alert.firing" as const,
    at: event.at,
    title,
    value,
    threshold,
    recoveredAt: null,
    impact,
  };
  const progress = { ...watch.progress, machine, value, judgedTo };
  const incident = await recordFired(writerOf(telling, watch), progress, {
    ...event,
    trigger,
    value,
    threshold,
    title,
    impact,
    tell: silent === null,
    planned: silent === "downtime",
    messageOf: (opened) => messageOf(recipe, opened, { ...said, origin: deps.origin }),
  });
  watch.progress = { ...progress, incident };
  deps.log.info({ recipe: recipe.id, channel, incident: incident.number, silent }, "alert fired");
}

interface End {
  at: number;
  worst: number | null;
  /** Where it did not recover. */
  why: string | null;
  /** Nobody comes back to it: it ends even if the index does not answer, and what was told of it stays. */
  atOnce: boolean;
}

async function tellRecovered(
  telling: Telling,
  watch: Watch,
  { at, worst, why, atOnce }: End,
  machine: Machine,
  judgedTo: number,
): Promise<void> {
  const { deps } = telling;
  const { recipe, progress } = watch;
  const { incident } = progress;
  if (incident === null) return;
  const { channel } = recipe;
  const trigger = incident.trigger ?? recipe.trigger;
  const range = { trigger, from: incident.startedAt - leadMs({ trigger }), to: at };
  const described = whatHappened(deps.reader, deps, watch, range);
  const { impact, title, latency } = await (atOnce
    ? described.catch(() => asTold(deps.database, incident.id))
    : described);
  const value = latency ?? worst;
  const { threshold } = incident;
  const said = {
    type: "alert.recovered" as const,
    at,
    title: why ?? title,
    value,
    threshold,
    recoveredAt: at,
    endedBecause: why,
    impact,
  };
  const message = messageOf(recipe, incident, { ...said, origin: deps.origin });
  const next = { ...progress, machine, value: progress.value, judgedTo };
  await recordRecovered(
    writerOf(telling, watch),
    { ...next, incident },
    // Of one that ends for another reason, the sensor knows nothing: its title stays.
    { at, endedBecause: why, worst: value, title: why === null ? title : null, impact, message },
  );
  watch.progress = { ...next, incident: null, lastEnd: at };
  deps.log.info({ recipe: recipe.id, channel, incident: incident.number }, "alert recovered");
}

/** Ends an incident that nobody measures any more, because its Recipe was changed or turned off. */
export async function tellEnded(
  telling: Telling,
  watch: Watch,
  machine: Machine,
  now: number,
): Promise<void> {
  const why = watch.recipe.enabled ? "Its Recipe was changed" : "Its Recipe was turned off";
  const end = { at: now, worst: watch.progress.machine.worst, why, atOnce: true };
  await tellRecovered(telling, watch, end, machine, now);
}

/** While it fires: tells those who were spared so far, and reminds those who were told. */
export async function tellAgain(telling: Telling, watch: Watch): Promise<void> {
  const { deps, downtimes } = telling;
  const { recipe, progress } = watch;
  const { incident, machine } = progress;
  if (incident === null || machine.state !== "firing") return;
  const now = deps.clock.now();
  const seenFrom = progress.judgedTo - windowMsOf(recipe.trigger);
  const quiet = { ...recipe, endpoint: recipe.trigger.endpoint };
  if (silentBecause(quiet, downtimes, { now, seenFrom }) !== null) return;
  if (incident.notifiedAt === null) {
    await recordTold(writerOf(telling, watch), incident);
    watch.progress = { ...progress, incident: { ...incident, notifiedAt: now } };
    return;
  }
  const last = incident.remindedAt ?? incident.notifiedAt;
  if (recipe.remindMs === null || now - last < recipe.remindMs) return;
  watch.progress = { ...progress, incident: await remind(telling, watch, incident, now) };
}

async function remind(
  telling: Telling,
  watch: Watch,
  incident: OpenIncident,
  now: number,
): Promise<OpenIncident> {
  const { deps } = telling;
  const { recipe, progress } = watch;
  const row = await deps.database.incident.findUnique({
    where: { id: incident.id },
    select: { acknowledgedBy: true, acknowledgedAt: true },
  });
  const reminded: OpenIncident = {
    ...incident,
    remindedAt: now,
    acknowledgedBy: row?.acknowledgedBy ?? null,
  };
  // Somebody is at it: they need no reminder.
  if (row?.acknowledgedAt != null) return reminded;
  const trigger = incident.trigger ?? recipe.trigger;
  const range = { trigger, from: incident.startedAt - leadMs({ trigger }), to: progress.judgedTo };
  const { impact, title, latency } = await whatHappened(deps.reader, deps, watch, range);
  const value = latency ?? progress.value;
  const { unseenSince } = progress.machine;
  const seen = unseenSince === null || trigger.type === "no_traffic";
  const said = {
    at: progress.judgedTo,
    // The first window without any had been empty for as long as it is.
    title: seen ? title : unseenFor(formatDuration(progress.judgedTo - unseenSince + windowMsOf(trigger))),
    value,
    threshold: incident.threshold,
    recoveredAt: null,
    impact,
  };
  const message = messageOf(recipe, incident, { type: "alert.reminder", ...said, origin: deps.origin });
  await recordReminded(writerOf(telling, watch), incident, { at: progress.judgedTo, value, message, impact });
  return reminded;
}
