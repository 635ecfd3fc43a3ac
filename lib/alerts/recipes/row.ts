import type { Prisma } from "#prisma/client/client.ts";
import { DESTINATION_TYPES, type DestinationType } from "../action.ts";
import { thresholdOf } from "../engine/threshold.ts";
import { type Schedule, scheduleInput } from "../schedule.ts";
import { type Trigger, triggerInput, UNITS } from "../trigger.ts";
import { ALERT_STATES, type AlertStateName, type RecipeView, type TargetView } from "../views.ts";
import { conditionInWords } from "./condition.ts";

const short = {
  select: { id: true, type: true, name: true, hint: true, confirmedAt: true, disabledAt: true },
} as const;

/** What a view of an alert Recipe is made of. */
export const RECIPE_PARTS = {
  actions: { orderBy: { position: "asc" }, include: { destination: short, failover: short } },
  state: true,
  incidents: {
    orderBy: { firedAt: "desc" },
    take: 1,
    select: { id: true, number: true, firedAt: true, recoveredAt: true },
  },
} satisfies Prisma.AlertRecipeInclude;

export type RecipeRow = Prisma.AlertRecipeGetPayload<{ include: typeof RECIPE_PARTS }>;
type ShortRow = Exclude<RecipeRow["actions"][number]["failover"], null>;

const millis = (date: Date | null | undefined) => date?.getTime() ?? null;

export function triggerOf(row: { trigger: unknown }): Trigger {
  return triggerInput.parse(row.trigger);
}

export function scheduleOf(row: { schedule: unknown }): Schedule | null {
  return row.schedule === null ? null : scheduleInput.parse(row.schedule);
}

function typeOf({ type }: ShortRow): DestinationType {
  const known = DESTINATION_TYPES.find((candidate) => candidate === type);
  if (known === undefined) throw new Error(`a destination is of the unknown type ${type}`);
  return known;
}

const shown = (row: ShortRow): TargetView => ({
  id: row.id,
  type: typeOf(row),
  name: row.name,
  hint: row.hint,
  unreachable: row.disabledAt !== null ? "switched_off" : row.confirmedAt === null ? "unconfirmed" : null,
});

function nameOfState({ state }: RecipeRow): AlertStateName {
  if (state === null) return "ok";
  if (state.error !== null) return "error";
  return ALERT_STATES.find((name) => name === state.state) ?? "ok";
}

export function recipeView(row: RecipeRow, now: number): RecipeView {
  const trigger = triggerOf(row);
  const last = row.incidents[0];
  const mutedUntil = millis(row.mutedUntil);
  return {
    id: row.id,
    channel: row.channelSlug,
    name: row.name,
    trigger,
    condition: conditionInWords(trigger),
    actions: row.actions.map(({ destination, failover }) => ({
      ...shown(destination),
      failover: failover === null ? null : shown(failover),
    })),
    enabled: row.enabled,
    recommended: row.recommended,
    muted_until: mutedUntil !== null && mutedUntil > now ? mutedUntil : null,
    schedule: scheduleOf(row),
    remind_every_minutes: row.remindMinutes,
    recover_minutes: row.recoverMinutes,
    state: {
      name: nameOfState(row),
      since: (row.state?.since ?? row.createdAt).getTime(),
      value: row.state?.value ?? null,
      threshold: thresholdOf(trigger),
      unit: UNITS[trigger.type],
      error: row.state?.error ?? null,
      evaluated_to: millis(row.state?.evaluatedTo),
    },
    open_incident:
      last === undefined || last.recoveredAt !== null ? null : { id: last.id, number: last.number },
    last_fired_at: millis(last?.firedAt),
    created_at: row.createdAt.getTime(),
    updated_at: row.updatedAt.getTime(),
  };
}
