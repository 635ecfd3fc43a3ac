import { type Schedule, WEEKDAYS } from "../schedule.ts";

export interface Downtime {
  channel: string;
  /** null: the whole Channel. */
  endpoint: string | null;
  from: number;
  to: number;
}

/** After a downtime, failures of it are in the windows still; so long at most they keep quiet, milliseconds. */
export const LONGEST_ECHO_MS = 60 * 60_000;

interface Quiet {
  mutedUntil: number | null;
  schedule: Schedule | null;
  timeZone: string;
  channel: string | null;
  /** Of the Recipe's trigger. */
  endpoint: string | null;
}

interface Instant {
  /** Of the wall. */
  now: number;
  /** Where the window begins that was judged. */
  seenFrom: number;
}

/** Why nobody is told now; null: somebody is. */
export type SilentBecause = "muted" | "schedule" | "downtime";

export function silentBecause(
  recipe: Quiet,
  downtimes: readonly Downtime[],
  { now, seenFrom }: Instant,
): SilentBecause | null {
  if (recipe.mutedUntil !== null && recipe.mutedUntil > now) return "muted";
  const since = Math.min(now, Math.max(seenFrom, now - LONGEST_ECHO_MS));
  if (downtimes.some((one) => concerns(one, recipe) && one.from <= now && since < one.to)) return "downtime";
  if (recipe.schedule !== null && !isWithin(recipe.schedule, recipe.timeZone, now)) return "schedule";
  return null;
}

/** A downtime of one endpoint leaves Recipes over all of the Channel awake: the rest is expected to work. */
function concerns({ channel, endpoint }: Downtime, recipe: Quiet): boolean {
  return channel === recipe.channel && (endpoint === null || endpoint === recipe.endpoint);
}

/** Whether a weekly schedule has this instant in it; times that end before they begin end on the next day. */
export function isWithin({ days, from, to }: Schedule, timeZone: string, now: number): boolean {
  const { day, minute } = localTime(timeZone, now);
  const [start, end] = [minutesOf(from), minutesOf(to)];
  const today = days.includes(WEEKDAYS[day] ?? "mon");
  if (start < end) return today && minute >= start && minute < end;
  const yesterday = days.includes(WEEKDAYS[(day + 6) % 7] ?? "mon");
  return (today && minute >= start) || (yesterday && minute < end);
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}

/** Day of the week, Monday 0, and minute of the day. */
function localTime(timeZone: string, now: number): { day: number; minute: number } {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? "";
  const day = (WEEKDAYS as readonly string[]).indexOf(part("weekday").toLowerCase());
  return { day, minute: Number(part("hour")) * 60 + Number(part("minute")) };
}
