import type { DestinationInput, DestinationType } from "#lib/alerts/action.ts";
import type { Schedule } from "#lib/alerts/schedule.ts";
import type { Trigger, TriggerType } from "#lib/alerts/trigger.ts";
import { recoverMinutesOf } from "#lib/alerts/usual-minutes.ts";
import type { RecipeView } from "#lib/alerts/views.ts";

/** A destination as the composer holds it: one that exists, or one that saving makes. */
export type DraftTarget =
  | { kind: "known"; id: string }
  | { kind: "new"; key: string; input: DestinationInput };

export interface DraftAction {
  target: DraftTarget;
  failover: DraftTarget | null;
}

/** An alert Recipe while it is composed. */
export interface Draft {
  name: string;
  trigger: Trigger;
  actions: DraftAction[];
  /** null: as usual for the trigger. */
  recover_minutes: number | null;
  remind_every_minutes: number | null;
  schedule: Schedule | null;
}

export type TriggerDefaults = Record<TriggerType, Trigger>;

/** Fields of a trigger changed; the composer offers for each type only what that type has. */
export function withTrigger(trigger: Trigger, change: Record<string, unknown>): Trigger {
  return { ...trigger, ...change } as Trigger;
}

/** Another type of trigger about the same requests. */
export function switchType(trigger: Trigger, type: TriggerType, defaults: TriggerDefaults): Trigger {
  const { endpoint, faults } = trigger;
  return withTrigger(defaults[type], { endpoint, faults });
}

export function draftOf(recipe: RecipeView): Draft {
  const { trigger, recover_minutes } = recipe;
  return {
    name: recipe.name,
    trigger,
    actions: recipe.actions.map(({ id, failover }) => ({
      target: { kind: "known", id },
      failover: failover === null ? null : { kind: "known", id: failover.id },
    })),
    recover_minutes: recover_minutes === recoverMinutesOf({ trigger }) ? null : recover_minutes,
    remind_every_minutes: recipe.remind_every_minutes,
    schedule: recipe.schedule,
  };
}

const NAMES: Record<TriggerType, string> = {
  error_rate_above: "API errors",
  down: "API down",
  latency_above: "API slow",
  no_traffic: "No traffic",
  new_error: "New error",
  budget_burn: "Error budget",
  unusual: "Unusual",
};

/** What a Recipe is called as long as nobody named it. */
export function usualName({ type, endpoint }: Trigger): string {
  return endpoint === null ? NAMES[type] : `${NAMES[type]} of ${endpoint}`;
}

const inputOf = (target: DraftTarget) =>
  target.kind === "known" ? { type: "destination" as const, id: target.id } : target.input;

/** As our own API takes it; all of it is said, as a change keeps what it does not name. */
export function requestOf(draft: Draft): Record<string, unknown> {
  const { name, actions, recover_minutes, ...fields } = draft;
  return {
    ...fields,
    name: name.trim() === "" ? usualName(draft.trigger) : name.trim(),
    recover_minutes: recover_minutes ?? recoverMinutesOf({ trigger: draft.trigger }),
    actions: actions.map(({ target, failover }) => ({
      ...inputOf(target),
      ...(failover === null ? {} : { failover: inputOf(failover) }),
    })),
  };
}

/** What is shown of a destination, wherever it comes from. */
export interface ShownTarget {
  type: DestinationType;
  name: string;
}

export function addressOf(input: DestinationInput): string {
  if ("url" in input) return input.url;
  return "to" in input ? input.to : `…${input.routing_key.slice(-4)}`;
}
