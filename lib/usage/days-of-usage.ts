import { daysUntil, plusDays } from "./days.ts";
import type { Asked, PeopleRow, RecipesRow } from "./queries.ts";
import type { KnownDays } from "./receipt-of.ts";
import type { UsageDate, UsageDay } from "./views.ts";

/** A day without a row is one without anybody, if it was made. */
function dayOf(
  date: UsageDate,
  known: KnownDays,
  people: ReadonlyMap<number, PeopleRow> | undefined,
  recipes: RecipesRow | undefined,
): UsageDay {
  const [noPeople, noRecipes] = [known.people, known.recipes].map((days) => (days.has(date) ? 0 : null));
  const ofPeople = (figure: number | undefined) => figure ?? noPeople ?? null;
  const ofRecipes = (figure: number | undefined) => figure ?? noRecipes ?? null;
  return {
    date,
    active: ofPeople(people?.get(1)?.active_users),
    week: ofPeople(people?.get(7)?.active_users),
    month: ofPeople(people?.get(28)?.active_users),
    first: ofPeople(people?.get(1)?.new_users),
    created: ofRecipes(recipes?.recipes_created),
    enabled: ofRecipes(recipes?.recipes_enabled),
    disabled: ofRecipes(recipes?.recipes_disabled),
    enabledAtEnd: ofRecipes(recipes?.enabled_at_end),
    runs: ofRecipes(recipes?.runs),
    connected: ofRecipes(recipes?.users_connected),
    disconnected: ofRecipes(recipes?.users_disconnected),
  };
}

/** Every day of the window and of the one before, ascending. */
export function daysOfUsage(
  { last, days }: Asked,
  known: KnownDays,
  people: readonly PeopleRow[],
  recipes: readonly RecipesRow[],
): { days: UsageDay[]; daysBefore: UsageDay[] } {
  const peopleByDate = Map.groupBy(people, (row) => row.usage_date);
  const recipesByDate = new Map(recipes.map((row) => [row.usage_date, row]));
  const of = (dates: UsageDate[]) =>
    dates.map((date) => {
      const windows = peopleByDate.get(date)?.map((row) => [row.window_days, row] as const);
      return dayOf(date, known, new Map(windows), recipesByDate.get(date));
    });
  return { days: of(daysUntil(last, days)), daysBefore: of(daysUntil(plusDays(last, -days), days)) };
}
