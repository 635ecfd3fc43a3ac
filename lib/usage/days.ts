import { dayOf } from "../day.ts";
import type { UsageDate } from "./views.ts";

export const DAY_MS = 86_400_000;

export const startOf = (date: UsageDate): number => Date.parse(`${date}T00:00:00Z`);

/** So many days later; earlier where negative. */
export const plusDays = (date: UsageDate, days: number): UsageDate => dayOf(startOf(date) + days * DAY_MS);

/** So many days, the last one given. */
export const daysUntil = (last: UsageDate, days: number): UsageDate[] =>
  Array.from({ length: days }, (_, place) => plusDays(last, place + 1 - days));
