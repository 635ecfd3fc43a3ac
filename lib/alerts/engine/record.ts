import type { Database } from "../../database/client.ts";
import type { Impact } from "../impact.ts";
import type { Machine } from "../machine.ts";
import type { AlertMessage } from "../message.ts";
import { memoryOf, openIncident } from "./load.ts";
import type { OpenIncident, RecipeProgress, RecordedRecipe } from "./watched.ts";

/** Another evaluator has taken the Recipe over: what this one found does not count any more. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}

/** Who writes: the Recipe as it was loaded, and the lease it is held by. */
export interface Writer {
  database: Database;
  recipe: RecordedRecipe;
  fence: bigint;
  /** Milliseconds since 1970, of the wall. */
  now: number;
}

type Transaction = Parameters<Parameters<Database["$transaction"]>[0]>[0];

interface Transition {
  kind: "fired" | "recovered" | "reminded";
  /** By the events' own time. */
  at: number;
  value: number | null;
  message: AlertMessage;
}

/** Opens an incident: its transition, and deliveries unless nobody is to be told. */
export async function recordFired(
  writer: Writer,
  progress: Omit<RecipeProgress, "incident">,
  fired: {
    breachSince: number;
    at: number;
    /** As it was judged, which may count more than the Recipe says. */
    trigger: RecordedRecipe["trigger"];
    value: number | null;
    threshold: number | null;
    title: string;
    impact: Impact;
    /** false: mute, schedule or downtime keep it quiet. */
    tell: boolean;
    planned: boolean;
    messageOf: (incident: OpenIncident) => AlertMessage;
  },
): Promise<OpenIncident> {
  const { database, recipe, now } = writer;
  return await database.$transaction(async (tx) => {
    await saveState(tx, writer, progress);
    const row = await tx.incident.create({
      data: {
        recipeId: recipe.id,
        recipeName: recipe.name,
        channelSlug: recipe.channel,
        trigger: { ...fired.trigger },
        startedAt: new Date(fired.breachSince),
        firedAt: new Date(fired.at),
        notifiedAt: fired.tell ? new Date(now) : null,
        planned: fired.planned,
        worst: fired.value,
        threshold: fired.threshold,
        title: fired.title,
        impact: { ...fired.impact },
      },
    });
    const incident = openIncident(row);
    const transition = {
      kind: "fired" as const,
      at: fired.at,
      value: fired.value,
      message: fired.messageOf(incident),
    };
    const transitionId = await addTransition(tx, incident.id, transition, now);
    if (fired.tell) await addDeliveries(tx, incident.id, transitionId, recipe.actions, now);
    return incident;
  });
}

/** Closes an incident. Whoever was told of it hears of its end; nobody else does. */
export async function recordRecovered(
  writer: Writer,
  progress: RecipeProgress & { incident: OpenIncident },
  end: {
    at: number;
    /** Where it was not seen to recover. */
    endedBecause: string | null;
    worst: number | null;
    title: string | null;
    impact: Impact;
    message: AlertMessage;
  },
): Promise<void> {
  const { database, now } = writer;
  const { id } = progress.incident;
  await database.$transaction(async (tx) => {
    await saveState(tx, writer, progress);
    await tx.incident.update({
      where: { id },
      data: {
        recoveredAt: new Date(end.at),
        endedBecause: end.endedBecause,
        worst: end.worst,
        impact: { ...end.impact },
        ...(end.title === null ? {} : { title: end.title }),
      },
    });
    const transition = { kind: "recovered" as const, at: end.at, value: null, message: end.message };
    const transitionId = await addTransition(tx, id, transition, now);
    await addDeliveries(tx, id, transitionId, await toldOf(tx, id), now);
  });
}

/** Tells of an incident that mute, schedule or downtime kept quiet, now that they do not. */
export async function recordTold(writer: Writer, incident: OpenIncident): Promise<void> {
  const { database, recipe, now } = writer;
  await database.$transaction(async (tx) => {
    await requireLease(tx, writer);
    await tx.incident.update({ where: { id: incident.id }, data: { notifiedAt: new Date(now) } });
    const fired = await tx.incidentTransition.findFirstOrThrow({
      where: { incidentId: incident.id, kind: "fired" },
    });
    await addDeliveries(tx, incident.id, fired.id, recipe.actions, now);
  });
}

/** Says again that it still fires. */
export async function recordReminded(
  writer: Writer,
  incident: OpenIncident,
  reminder: Omit<Transition, "kind"> & { impact: Impact },
): Promise<void> {
  const { database, recipe, now } = writer;
  await database.$transaction(async (tx) => {
    await requireLease(tx, writer);
    await tx.incident.update({
      where: { id: incident.id },
      data: { remindedAt: new Date(now), impact: { ...reminder.impact } },
    });
    const { at, value, message } = reminder;
    const transitionId = await addTransition(tx, incident.id, { kind: "reminded", at, value, message }, now);
    await addDeliveries(tx, incident.id, transitionId, await wantingReminders(tx, recipe), now);
  });
}

/** Recipients of mails can do without reminders. */
async function wantingReminders(tx: Transaction, { actions }: RecordedRecipe) {
  const ids = actions.map(({ destinationId }) => destinationId);
  const wanting = await tx.destination.findMany({
    where: { id: { in: ids }, reminders: true },
    select: { id: true },
  });
  const known = new Set(wanting.map(({ id }) => id));
  return actions.filter(({ destinationId }) => known.has(destinationId));
}

async function saveState(
  database: Pick<Database, "alertState">,
  { recipe, fence }: Writer,
  { machine, value, judgedTo }: Omit<RecipeProgress, "incident">,
): Promise<void> {
  const { count } = await database.alertState.updateMany({
    where: { recipeId: recipe.id, fence },
    data: {
      ...stateData(machine),
      value,
      evaluatedTo: new Date(judgedTo),
      error: null,
      revision: recipe.revision,
    },
  });
  if (count === 0) throw new LeaseLost(`Another evaluator has the Recipe ${recipe.id}.`);
}

function stateData(machine: Machine) {
  return { state: machine.state, since: new Date(machine.since), machine: memoryOf(machine) };
}

/** Locks the lease until the end of the transaction: nobody takes it over in between. */
async function requireLease(tx: Transaction, { recipe, fence }: Writer): Promise<void> {
  const held = await tx.$queryRaw<unknown[]>`
    select from alert_states where recipe_id = ${recipe.id}::uuid and fence = ${fence} for update`;
  if (held.length === 0) throw new LeaseLost(`Another evaluator has the Recipe ${recipe.id}.`);
}

export async function addTransition(
  tx: Transaction,
  incidentId: string,
  { kind, at, value, message }: Transition,
  now: number,
): Promise<string> {
  // Acknowledging numbers transitions too: one at a time.
  await tx.$queryRaw`select from incidents where id = ${incidentId}::uuid for update`;
  const last = await tx.incidentTransition.aggregate({ where: { incidentId }, _max: { sequence: true } });
  const { id } = await tx.incidentTransition.create({
    data: {
      incidentId,
      sequence: (last._max.sequence ?? 0) + 1,
      kind,
      at: new Date(at),
      recordedAt: new Date(now),
      value,
      message: { ...message, data: { ...message.data } },
    },
    select: { id: true },
  });
  return id;
}

export async function addDeliveries(
  tx: Transaction,
  incidentId: string,
  transitionId: string,
  targets: readonly { destinationId: string; failoverId: string | null }[],
  now: number,
): Promise<void> {
  const at = new Date(now);
  await tx.delivery.createMany({
    data: targets.map((target) => ({
      ...target,
      transitionId,
      incidentId,
      createdAt: at,
      nextAttemptAt: at,
    })),
    skipDuplicates: true,
  });
}

/** Where the incident's beginning went, or is still on its way to. */
export async function toldOf(
  tx: Transaction,
  incidentId: string,
): Promise<{ destinationId: string; failoverId: null }[]> {
  const told = await tx.delivery.findMany({
    where: { incidentId, status: { not: "failed" }, destination: { removedAt: null } },
    distinct: ["destinationId"],
    select: { destinationId: true },
  });
  return told.map(({ destinationId }) => ({ destinationId, failoverId: null }));
}
