import { z } from "zod";
import type { Database } from "../../database/client.ts";
import { initialMachine, type Machine } from "../machine.ts";
import { scheduleInput } from "../schedule.ts";
import { triggerInput } from "../trigger.ts";
import { type Downtime, LONGEST_ECHO_MS } from "./silence.ts";
import type { OpenIncident, RecipeProgress, WatchedRecipe } from "./watched.ts";

const MINUTE = 60_000;

const machineMemory = z.object({
  breachSince: z.number().nullable().default(null),
  worst: z.number().nullable().default(null),
  unseenSince: z.number().nullable().default(null),
});
type MachineMemory = z.output<typeof machineMemory>;
const NOTHING_KNOWN: MachineMemory = { breachSince: null, worst: null, unseenSince: null };

export interface LoadedRecipe {
  recipe: WatchedRecipe;
  progress: RecipeProgress;
  /** Since its definition was changed, what is known of it says nothing about it. */
  changed: boolean;
}

const SELECT = {
  channel: { select: { name: true, timeZone: true } },
  actions: {
    where: { destination: { removedAt: null } },
    orderBy: { position: "asc" },
    select: { destinationId: true, failoverDestinationId: true },
  },
  state: true,
  incidents: { where: { recoveredAt: null }, orderBy: { firedAt: "desc" }, take: 1 },
} as const;

/** Recipes of Channels with what is known of them; `now` begins those that were never judged. */
export async function loadRecipes(
  database: Pick<Database, "alertRecipe" | "incident">,
  ids: readonly string[],
  now: number,
): Promise<LoadedRecipe[]> {
  const wanted = { id: { in: [...ids] }, channelSlug: { not: null } };
  const [rows, ends] = await Promise.all([
    database.alertRecipe.findMany({ where: wanted, include: SELECT }),
    database.incident.groupBy({
      by: ["recipeId"],
      where: { recipeId: { in: [...ids] }, recoveredAt: { not: null } },
      _max: { recoveredAt: true },
    }),
  ]);
  const lastEnds = new Map(ends.map(({ recipeId, _max }) => [recipeId, _max.recoveredAt?.getTime() ?? 0]));
  return rows.flatMap((row) => {
    const trigger = triggerInput.safeParse(row.trigger);
    // A trigger of a later version that this one does not know is left alone.
    if (!trigger.success || row.channelSlug === null) return [];
    const recipe: WatchedRecipe = {
      id: row.id,
      name: row.name,
      channel: row.channelSlug,
      channelName: row.channel?.name ?? row.channelSlug,
      timeZone: row.channel?.timeZone ?? "UTC",
      trigger: trigger.data,
      enabled: row.enabled,
      revision: row.revision,
      mutedUntil: row.mutedUntil?.getTime() ?? null,
      schedule: scheduleInput.nullable().catch(null).parse(row.schedule),
      remindMs: row.remindMinutes === null ? null : row.remindMinutes * MINUTE,
      recoverMs: row.recoverMinutes * MINUTE,
      actions: row.actions.map(({ destinationId, failoverDestinationId }) => ({
        destinationId,
        failoverId: failoverDestinationId,
      })),
    };
    const [incident] = row.incidents;
    const progress: RecipeProgress = {
      machine: row.state === null ? initialMachine(now) : machineOf(row.state),
      value: row.state?.value ?? null,
      judgedTo: row.state?.evaluatedTo?.getTime() ?? now,
      incident: incident === undefined ? null : openIncident(incident),
      lastEnd: lastEnds.get(row.id) ?? 0,
    };
    return [{ recipe, progress, changed: row.state !== null && row.state.revision !== row.revision }];
  });
}

export function machineOf(state: { state: string; since: Date; machine: unknown }): Machine {
  const memory = machineMemory.catch(NOTHING_KNOWN).parse(state.machine);
  return { state: state.state as Machine["state"], since: state.since.getTime(), ...memory };
}

/** What is kept of a machine beside its state. */
export const memoryOf = ({ breachSince, worst, unseenSince }: Machine): MachineMemory => ({
  breachSince,
  worst,
  unseenSince,
});

export function openIncident(row: {
  id: string;
  number: number;
  startedAt: Date;
  firedAt: Date;
  notifiedAt: Date | null;
  remindedAt: Date | null;
  acknowledgedBy: string | null;
  trigger: unknown;
  threshold: number | null;
}): OpenIncident {
  return {
    id: row.id,
    number: row.number,
    startedAt: row.startedAt.getTime(),
    firedAt: row.firedAt.getTime(),
    notifiedAt: row.notifiedAt?.getTime() ?? null,
    remindedAt: row.remindedAt?.getTime() ?? null,
    acknowledgedBy: row.acknowledgedBy,
    trigger: triggerInput.safeParse(row.trigger).data ?? null,
    threshold: row.threshold,
  };
}

/** Planned downtimes that are under way, begin soon, or are in windows still. */
export async function loadDowntimes(
  database: Pick<Database, "plannedDowntime">,
  now: number,
): Promise<Downtime[]> {
  const rows = await database.plannedDowntime.findMany({
    where: {
      removedAt: null,
      endsAt: { gt: new Date(now - LONGEST_ECHO_MS) },
      startsAt: { lt: new Date(now + 10 * MINUTE) },
    },
  });
  return rows.map((row) => ({
    channel: row.channelSlug,
    endpoint: row.endpoint,
    from: row.startsAt.getTime(),
    to: row.endsAt.getTime(),
  }));
}
