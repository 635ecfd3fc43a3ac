import { daysUntil, plusDays } from "./days.ts";
import type { Asked, PeopleRow, RecipesRow } from "./queries.ts";
import type { UsageDate, UsageDay } from "./views.ts";

/** A day without a row is one without anybody. */
function dayOf(
  date: UsageDate,
  people: ReadonlyMap<number, PeopleRow> | undefined,
  recipes: RecipesRow | undefined,
): UsageDay {
  return {
    date,
    active: people?.get(1)?.active_users ?? 0,
    week: people?.get(7)?.active_users ?? 0,
    month: people?.get(28)?.active_users ?? 0,
    first: people?.get(1)?.new_users ?? 0,
    created: recipes?.recipes_created ?? 0,
    enabled: recipes?.recipes_enabled ?? 0,
    disabled: recipes?.recipes_disabled ?? 0,
    enabledAtEnd: recipes?.enabled_at_end ?? 0,
    runs: recipes?.runs ?? 0,
    connected: recipes?.users_connected ?? 0,
    disconnected: recipes?.users_disconnected ?? 0,
  };
}

/** Every day of the window and of the one before, ascending. */
export function daysOfUsage(
  { last, days }: Asked,
  people: readonly PeopleRow[],
  recipes: readonly RecipesRow[],
): { days: UsageDay[]; daysBefore: UsageDay[] } {
  const peopleByDate = Map.groupBy(people, (row) => row.usage_date);
  const recipesByDate = new Map(recipes.map((row) => [row.usage_date, row]));
  const of = (dates: UsageDate[]) =>
    dates.map((date) => {
      const windows = peopleByDate.get(date)?.map((row) => [row.window_days, row] as const);
      return dayOf(date, new Map(windows), recipesByDate.get(date));
    });
  return { days: of(daysUntil(last, days)), daysBefore: of(daysUntil(plusDays(last, -days), days)) };
}
