import { plusDays } from "./days.ts";
import { FEWEST, unlessFew } from "./fold.ts";
import type { RetentionRow } from "./queries.ts";
import type { UsageCohort, UsageDate } from "./views.ts";

/** Whole weeks, Monday to Sunday, that ended by then; counted from the cohort's own, which is 1. */
function weeksUntil(week: UsageDate, last: UsageDate): number {
  let weeks = 0;
  while (plusDays(week, 7 * weeks + 6) <= last) weeks += 1;
  return weeks;
}

interface Cell {
  /** When its week begins. */
  week: UsageDate;
  users: number;
  shown: boolean;
}

const few = (users: number) => unlessFew(users) === null;
const hiddenIn = (cells: readonly Cell[]) =>
  cells.reduce((sum, { users, shown }) => sum + (shown ? 0 : users), 0);

/**
 * Hides the smallest cell beside few that are hidden: cohorts share nobody, and the active of a week are told, so that
 * these would be what is left of them. It is never a cohort's own week: its people are told as new, so also the rest without.
 */
function hideBeside(cells: readonly Cell[], first: readonly Cell[]): void {
  const hidden = hiddenIn(cells);
  if (!few(hidden) && !few(hidden + hiddenIn(first))) return;
  const [smallest] = cells
    .filter(({ users, shown }) => shown && users > 0)
    .toSorted((left, right) => left.users - right.users);
  if (smallest !== undefined) smallest.shown = false;
}

/** Cohorts, oldest first. Of those with fewer than 5 people nothing is told but that they are. */
export function cohorts(rows: readonly RetentionRow[], last: UsageDate): UsageCohort[] {
  const made = [...Map.groupBy(rows, (row) => row.cohort_week)].map(([week, own]) => {
    const active = new Map(own.map((row) => [row.weeks_later, row.users]));
    const users = active.get(0) ?? 0;
    const cells = Array.from({ length: weeksUntil(week, last) }, (_, place): Cell => {
      const left = active.get(place) ?? 0;
      return { week: plusDays(week, 7 * place), users: left, shown: users >= FEWEST && !few(left) };
    });
    return { week, users, cells };
  });
  const first = made.flatMap(({ cells }) => cells.slice(0, 1));
  const later = Map.groupBy(
    made.flatMap(({ cells }) => cells.slice(1)),
    ({ week }) => week,
  );
  for (const [week, cells] of later)
    hideBeside(
      cells,
      first.filter((cell) => cell.week === week),
    );
  return made.map(({ week, users, cells }) => {
    if (users < FEWEST) return { week, users: null, active: [] };
    return { week, users, active: cells.map((cell) => (cell.shown ? cell.users : null)) };
  });
}
