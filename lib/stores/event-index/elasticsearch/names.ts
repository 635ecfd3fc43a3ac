import { DAY_MS, HOUR_MS, hourOf, hourOfParts, hourParts } from "../hour.ts";
import type { Hour, Period } from "../port.ts";

/** From this instant on, the start of an hour, an index holds that much. */
export interface PeriodChange {
  from: Hour;
  period: Period;
}

/** Ascending; hours before the first change have an index each. */
export type Schedule = readonly PeriodChange[];

/** More hours than this are not named one by one: the alias stands for all there are. */
const MOST_NAMED = 2_000;

export const LENGTH: Record<Period, number> = { hour: HOUR_MS, day: DAY_MS };

/** The same for every writer and at any time, so that an event that comes again meets itself. */
export function periodOf(schedule: Schedule, hour: Hour): Period {
  return schedule.findLast(({ from }) => from <= hour)?.period ?? "hour";
}

/** Where the events of an hour are: `prefix-YYYY.MM.DD.HH`, or `prefix-YYYY.MM.DD`. */
export function indexOf(prefix: string, schedule: Schedule, hour: Hour): string {
  return nameOf(prefix, hour, periodOf(schedule, hour));
}

export function nameOf(prefix: string, hour: Hour, period: Period): string {
  return `${prefix}-${hourParts(hour)
    .slice(0, period === "day" ? 3 : 4)
    .join(".")}`;
}

/** The hours whose events are in the same index as this one's, ascending. */
export function hoursBeside(schedule: Schedule, hour: Hour): Hour[] {
  if (periodOf(schedule, hour) === "hour") return [hour];
  const day = Math.floor(hour / DAY_MS) * DAY_MS;
  const hours = Array.from({ length: 24 }, (_, place) => day + place * HOUR_MS);
  return hours.filter((each) => periodOf(schedule, each) === "day");
}

/** The indices a range [from, to) can have events in, whether they exist or not. */
export function indicesOf(
  prefix: string,
  schedule: Schedule,
  { from, to }: { from: number; to: number },
): string[] {
  if ((to - from) / HOUR_MS > MOST_NAMED) return [prefix];
  const names = new Set<string>();
  for (let hour = hourOf(from); hour < to; hour += HOUR_MS) names.add(indexOf(prefix, schedule, hour));
  return [...names];
}

/** What an index of this name, of whichever build, holds; null when the name is not one of ours. */
export function holds(prefix: string, name: string): { from: Hour; period: Period } | null {
  if (!name.startsWith(`${prefix}-`)) return null;
  const parts = name
    .slice(prefix.length + 1)
    .replace(/-r\d+$/, "")
    .split(".");
  const period = parts.length === 3 ? "day" : "hour";
  const from = hourOfParts(period === "day" ? [...parts, "00"] : parts);
  return from === null ? null : { from, period };
}
