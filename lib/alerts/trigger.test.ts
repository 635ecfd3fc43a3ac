import { expect, test } from "vitest";
import { type TriggerInput, triggerInput } from "./trigger.ts";
import { recoverMinutesOf, windowMinutesOf } from "./usual-minutes.ts";

const OF_EACH_TYPE: TriggerInput[] = [
  { type: "error_rate_above", percent: 5 },
  { type: "down" },
  { type: "latency_above", milliseconds: 500 },
  { type: "no_traffic" },
  { type: "new_error" },
  { type: "budget_burn", objective_percent: 99.9 },
  { type: "unusual", measure: "error_rate" },
];

test.each(OF_EACH_TYPE)("$type takes a window of half a minute, and none below", (input) => {
  const trigger = triggerInput.parse({ ...input, window_minutes: 0.5 });
  expect(windowMinutesOf(trigger)).toBe(0.5);
  expect(triggerInput.parse(trigger)).toEqual(trigger);
  const refused = triggerInput.safeParse({ ...input, window_minutes: 0.4 });
  expect(refused.error?.issues[0]?.path).toEqual(["window_minutes"]);
});

test.each<[TriggerInput, number | null]>([
  [{ type: "no_traffic" }, 30],
  [{ type: "budget_burn", objective_percent: 99.9 }, 5],
  [{ type: "unusual", measure: "error_rate" }, null],
])("one that was stored without a window is as it was: %j", (stored, window) => {
  expect(triggerInput.parse(stored).window_minutes).toBe(window);
});

test("a budget's shortest window is no longer than the hour that it stands beside", () => {
  const budget = { type: "budget_burn", objective_percent: 99.9 };
  expect(triggerInput.safeParse({ ...budget, window_minutes: 60 }).success).toBe(true);
  expect(triggerInput.safeParse({ ...budget, window_minutes: 61 }).success).toBe(false);
});

test("what is unusual has to be usual again for an hour, whatever its window", () => {
  const trigger = triggerInput.parse({ type: "unusual", measure: "requests", window_minutes: 0.5 });
  expect(recoverMinutesOf({ trigger })).toBe(60);
});
