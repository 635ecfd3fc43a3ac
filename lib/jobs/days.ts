import { dayOf } from "../day.ts";

const DAY_MS = 86_400_000;

/** Of a UTC day, `YYYY-MM-DD`. */
export const midnightOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** Of a range with both its ends. */
export const countDays = (first: string, last: string): number =>
  Math.round((midnightOf(last).getTime() - midnightOf(first).getTime()) / DAY_MS) + 1;

/** The newest day that a job makes now: one of each hour begins with a day, one of each day makes days that are over. */
export const newestDayOf = (schedule: string, now: number): string =>
  dayOf(schedule === "daily" ? now - DAY_MS : now);

/** The last days up to that of the instant, ascending. */
export const lastDays = (instant: number, count: number): string[] =>
  Array.from({ length: count }, (_, place) => dayOf(instant - (count - 1 - place) * DAY_MS));
