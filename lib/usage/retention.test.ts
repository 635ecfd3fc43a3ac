import { describe, expect, it, test } from "vitest";
import { plusDays } from "./days.ts";
import { FEWEST } from "./fold.ts";
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
    { week: "2026-02-02", users: 20, active: [20, null, 0, null] },
    { week: "2026-02-09", users: null, active: [] },
    { week: "2026-02-23", users: 5, active: [5] },
  ]);
  expect(cohorts([row("2026-02-23", 0, 5)], "2026-03-07")[0]?.active).toEqual([5]);
});

describe("what is left of a week's people", () => {
  const WEEKS = ["2026-02-02", "2026-02-09", "2026-02-16", "2026-02-23"];
  const LAST = "2026-03-01";
  const weekOf = (cohort: string, later: number) => plusDays(cohort, 7 * later);

  it("is no small figure: the next larger one is hidden with it", () => {
    const rows = [
      row("2026-02-02", 0, 90),
      row("2026-02-02", 1, 60),
      row("2026-02-02", 2, 40),
      row("2026-02-09", 0, 50),
      row("2026-02-09", 1, 3),
    ];
    expect(cohorts(rows, "2026-02-22")).toEqual([
      { week: "2026-02-02", users: 90, active: [90, 60, null] },
      { week: "2026-02-09", users: 50, active: [50, null] },
    ]);
  });

  it("may be several small figures, of different people", () => {
    const rows = [
      row("2026-02-02", 0, 90),
      row("2026-02-02", 2, 40),
      row("2026-02-09", 0, 50),
      row("2026-02-09", 1, 3),
      row("2026-01-26", 0, 20),
      row("2026-01-26", 3, 2),
    ];
    expect(cohorts(rows, "2026-02-22").map(({ active }) => active.at(-1))).toEqual([40, null, null]);
  });

  it.each(Array.from({ length: 60 }, (_, seed) => seed))("singles nobody out (%i)", (seed) => {
    const rows = WEEKS.flatMap((week, cohort) =>
      Array.from({ length: WEEKS.length - cohort }, (_, later) =>
        row(week, later, ((seed + 3) * (cohort + 5) * (later + 2) * 40_503) % (later === 0 ? 19 : 11)),
      ),
    );
    const told = new Map(cohorts(rows, LAST).map(({ week, active }) => [week, active]));
    const shownOf = ({ cohort_week, weeks_later }: (typeof rows)[number]) =>
      told.get(cohort_week)?.[weeks_later] ?? 0;
    for (const week of WEEKS) {
      const own = rows.filter((one) => weekOf(one.cohort_week, one.weeks_later) === week);
      const back = own.filter((one) => one.weeks_later > 0);
      // Where nobody who came back is shown, there is nobody left to hide among.
      if (back.every((one) => shownOf(one) === 0)) continue;
      // The first week's people are told as those first seen, so also what is left without them.
      for (const cells of [own, back]) {
        const left = cells.reduce((sum, one) => sum + one.users - shownOf(one), 0);
        expect(left === 0 || left >= FEWEST, `${week}: ${left} left`).toBe(true);
      }
    }
  });
});
