import { expect, test } from "vitest";
import { usualTriggers } from "#lib/alerts/recipes/usual-triggers.ts";
import { type TriggerInput, triggerInput } from "#lib/alerts/trigger.ts";
import { triggerFromParams, triggerToParams } from "./draft-address.ts";
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
