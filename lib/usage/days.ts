import type { UsageDate } from "./views.ts";

export const DAY_MS = 86_400_000;

export const startOf = (date: UsageDate): number => Date.parse(`${date}T00:00:00Z`);

export const dateOf = (at: number): UsageDate => new Date(at).toISOString().slice(0, 10);

/** So many days later; earlier where negative. */
export const plusDays = (date: UsageDate, days: number): UsageDate => dateOf(startOf(date) + days * DAY_MS);

/** So many days, the last one given. */
export const daysUntil = (last: UsageDate, days: number): UsageDate[] =>
  Array.from({ length: days }, (_, place) => plusDays(last, place + 1 - days));
