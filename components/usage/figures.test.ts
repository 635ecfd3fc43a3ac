import { expect, test } from "vitest";
import type { UsageDay, UsageFigures } from "#lib/usage/views.ts";
import { usageFigures } from "./figures.ts";

const day = (runs: number | null): UsageDay => ({
  ...{ date: "2026-03-01", active: 1, week: 1, month: 1, first: 0, created: 0, enabled: 0, disabled: 0 },
  ...{ enabledAtEnd: 0, connected: 0, disconnected: 0, runs },
});
const runsOf = (days: UsageDay[], daysBefore: UsageDay[]) => {
  const people = { connected: 0, active: 1, first: 0 };
  const figures = { days, daysBefore, people, peopleBefore: null } as unknown as UsageFigures;
  const { value, change } = usageFigures(figures).find(({ key }) => key === "runs") ?? {};
  return [value, change];
};

test("sums of days are compared where each day could be counted", () => {
  expect(runsOf([day(3), day(3)], [day(2), day(2)])).toEqual(["6", "+50.0\u202f%"]);
  expect(runsOf([day(3), day(null)], [day(2), day(2)])).toEqual(["3", null]);
  expect(runsOf([day(3), day(3)], [day(2), day(null)])).toEqual(["6", null]);
});
