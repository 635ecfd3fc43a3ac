import { expect, test } from "vitest";
import { cohorts } from "./retention.ts";

const row = (cohort_week: string, weeks_later: number, users: number) => ({
  cohort_week,
  weeks_later,
  users,
});

test("cohorts have every complete week, zero where nobody came back, and hide small ones and small rests", () => {
  const rows = [
    row("2026-02-02", 0, 20),
    row("2026-02-02", 1, 10),
    row("2026-02-02", 3, 4),
    row("2026-02-09", 0, 4),
    row("2026-02-09", 1, 4),
    row("2026-02-23", 0, 5),
  ];
  // Sunday, 1 March
  expect(cohorts(rows, "2026-03-01")).toEqual([
    { week: "2026-02-02", users: 20, active: [20, 10, 0, null] },
    { week: "2026-02-09", users: null, active: [] },
    { week: "2026-02-23", users: 5, active: [5] },
  ]);
  expect(cohorts([row("2026-02-23", 0, 5)], "2026-03-07")[0]?.active).toEqual([5]);
});
