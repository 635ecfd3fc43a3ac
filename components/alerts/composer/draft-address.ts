import { WEEKDAY_NAMES } from "#components/alerts/words.ts";
import type { Schedule } from "#lib/alerts/schedule.ts";
import type { Trigger, TriggerType } from "#lib/alerts/trigger.ts";
import type { Draft, DraftAction, TriggerDefaults } from "./draft.ts";

type Params = Record<string, string | string[] | undefined>;

/** Fields that are no numbers. */
const TEXTS: readonly string[] = ["type", "endpoint", "measure", "sensitivity"];

/** A trigger in an address: its type, and what differs from the usual. */
export function triggerToParams(trigger: Trigger, defaults: TriggerDefaults): URLSearchParams {
  const params = new URLSearchParams({ type: trigger.type });
  const usual = new Map<string, unknown>(Object.entries(defaults[trigger.type]));
  for (const [field, value] of Object.entries(trigger)) {
    const text = Array.isArray(value) ? value.join(",") : String(value ?? "");
    const before = usual.get(field);
    const usually = Array.isArray(before) ? before.join(",") : String(before ?? "");
    if (text !== usually) params.set(field, text);
  }
  return params;
}

/** The draft in an address; addresses of new destinations may be secrets, so those stay out. */
export function draftToParams(draft: Draft, defaults: TriggerDefaults): URLSearchParams {
  const params = triggerToParams(draft.trigger, defaults);
  const { name, recover_minutes, remind_every_minutes, schedule, actions } = draft;
  if (name !== "") params.set("name", name);
  if (recover_minutes !== null) params.set("recover_minutes", String(recover_minutes));
  if (remind_every_minutes !== null) params.set("remind_every_minutes", String(remind_every_minutes));
  if (schedule !== null) params.set("schedule", `${schedule.days.join(",")} ${schedule.from}-${schedule.to}`);
  const known = actions.flatMap(({ target, failover }) =>
    target.kind === "known" ? [target.id + failoverMark(failover)] : [],
  );
  if (known.length > 0) params.set("to", known.join(","));
  return params;
}

/** `~` and whom to tell if that fails; `~` alone: nobody. */
function failoverMark(failover: DraftAction["failover"]): string {
  if (failover === null) return "~";
  return failover.kind === "known" ? `~${failover.id}` : "";
}

const one = (params: Params, name: string): string | undefined => {
  const value = params[name];
  const text = Array.isArray(value) ? value[0] : value;
  return text === "" ? undefined : text;
};

/** Plain values of the trigger that an address names, for the schema to judge; null when it names none. */
export function triggerFromParams(params: Params, defaults: TriggerDefaults): Record<string, unknown> | null {
  const type = one(params, "type");
  if (type === undefined || !Object.hasOwn(defaults, type)) return null;
  const fields: [string, unknown][] = Object.entries(defaults[type as TriggerType]).map(([field, usual]) => {
    const text = one(params, field);
    if (text === undefined) return [field, usual];
    if (Array.isArray(usual)) return [field, text.split(",")];
    return [field, TEXTS.includes(field) ? text : Number(text)];
  });
  return Object.fromEntries(fields);
}

/** The draft that an address names; what it cannot say stays as it is stored. Nonsense counts as nothing. */
export function draftFromParams(params: Params, trigger: Trigger, stored: Draft): Draft {
  const recover = Number(one(params, "recover_minutes") ?? "NaN");
  const remind = Number(one(params, "remind_every_minutes") ?? "NaN");
  const actions = actionsFrom(one(params, "to") ?? "", stored.actions);
  return {
    trigger,
    name: (one(params, "name") ?? "").slice(0, 100),
    recover_minutes: recover >= 0 && recover <= 1_440 ? recover : null,
    remind_every_minutes: Number.isInteger(remind) && remind >= 5 && remind <= 10_080 ? remind : null,
    schedule: scheduleFrom(one(params, "schedule") ?? ""),
    actions: actions.length === 0 ? stored.actions : actions,
  };
}

function actionsFrom(text: string, stored: readonly DraftAction[]): DraftAction[] {
  return text.split(",").flatMap((part) => {
    const [, id, mark] = /^([0-9a-f-]{36})(~(?:[0-9a-f-]{36})?)?$/.exec(part) ?? [];
    if (id === undefined) return [];
    const before = stored.find(({ target }) => target.kind === "known" && target.id === id);
    return [{ target: { kind: "known", id }, failover: failoverFrom(mark, before?.failover ?? null) }];
  });
}

function failoverFrom(mark: string | undefined, stored: DraftAction["failover"]): DraftAction["failover"] {
  if (mark === undefined) return stored;
  return mark === "~" ? null : { kind: "known", id: mark.slice(1) };
}

function scheduleFrom(text: string): Schedule | null {
  const match = /^([a-z,]+) (\d\d:\d\d)-(\d\d:\d\d)$/.exec(text);
  const [, named = "", from = "", to = ""] = match ?? [];
  const days = WEEKDAY_NAMES.map(([day]) => day).filter((day) => named.split(",").includes(day));
  return match === null || days.length === 0 || from === to ? null : { days, from, to };
}
