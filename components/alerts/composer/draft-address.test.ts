import { expect, test } from "vitest";
import { usualTriggers } from "#lib/alerts/recipes/usual-triggers.ts";
import { type TriggerInput, triggerInput } from "#lib/alerts/trigger.ts";
import type { Draft, DraftTarget } from "./draft.ts";
import { draftFromParams, draftToParams, triggerFromParams, triggerToParams } from "./draft-address.ts";
import { windowInWords } from "./usual-values.ts";

test.each<[TriggerInput, string, string]>([
  [{ type: "no_traffic", window_minutes: 0.5 }, "type=no_traffic&window_minutes=0.5", "30 seconds"],
  [
    { type: "budget_burn", objective_percent: 99.9, window_minutes: 2 },
    "type=budget_burn&window_minutes=2",
    "2 minutes",
  ],
  [
    { type: "unusual", measure: "error_rate", window_minutes: 10 },
    "type=unusual&window_minutes=10",
    "10 minutes",
  ],
  [{ type: "unusual", measure: "error_rate" }, "type=unusual", "15 minutes and an hour"],
])("a trigger is what it was once it came back from its address: %j", (input, address, words) => {
  const trigger = triggerInput.parse(input);
  const params = triggerToParams(trigger, usualTriggers());
  expect(params.toString()).toBe(address);
  expect(triggerInput.parse(triggerFromParams(Object.fromEntries(params), usualTriggers()))).toEqual(trigger);
  expect(windowInWords(trigger)).toBe(words);
});

const OPS = { kind: "known" as const, id: "11111111-1111-4111-8111-111111111111" };
const MAIL = { kind: "known" as const, id: "22222222-2222-4222-8222-222222222222" };
const PAGER: DraftTarget = {
  kind: "new",
  key: "pager",
  input: { type: "pagerduty", routing_key: "k".repeat(32) },
};

function draft(...actions: Draft["actions"]): Draft {
  const trigger = usualTriggers().down;
  return { name: "Down", trigger, actions, recover_minutes: 10, remind_every_minutes: null, schedule: null };
}
const reloaded = (shown: Draft, stored: Draft) =>
  draftFromParams(Object.fromEntries(draftToParams(shown, usualTriggers())), shown.trigger, stored);

test.each<[string, Draft["actions"], Draft["actions"]]>([
  ["chosen", [{ target: OPS, failover: null }], [{ target: OPS, failover: MAIL }]],
  ["taken away", [{ target: OPS, failover: MAIL }], [{ target: OPS, failover: null }]],
  ["of a destination that was added", [{ target: OPS, failover: null }], [{ target: MAIL, failover: OPS }]],
])("a failover that was %s is so after a reload", (_change, stored, shown) => {
  expect(reloaded(draft(...shown), draft(...stored))).toEqual(draft(...shown));
});

test("where the address is silent about a failover, the stored one stays", () => {
  const stored = draft({ target: OPS, failover: MAIL });
  expect(reloaded(draft({ target: OPS, failover: PAGER }), stored)).toEqual(stored);
  expect(draftFromParams({ to: OPS.id }, stored.trigger, stored).actions).toEqual(stored.actions);
});

test("a new destination is a secret that no address names", () => {
  const shown = draft({ target: OPS, failover: PAGER }, { target: PAGER, failover: OPS });
  expect(draftToParams(shown, usualTriggers()).get("to")).toBe(OPS.id);
});
