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

/** Cohorts, oldest first. Of those with fewer than 5 people nothing is told but that they are. */
export function cohorts(rows: readonly RetentionRow[], last: UsageDate): UsageCohort[] {
  const byWeek = Map.groupBy(rows, (row) => row.cohort_week);
  return [...byWeek].map(([week, own]) => {
    const active = new Map(own.map((row) => [row.weeks_later, row.users]));
    const users = active.get(0) ?? 0;
    if (users < FEWEST) return { week, users: null, active: [] };
    const weeks = Array.from({ length: weeksUntil(week, last) }, (_, place) => active.get(place) ?? 0);
    return { week, users, active: weeks.map(unlessFew) };
  });
}
