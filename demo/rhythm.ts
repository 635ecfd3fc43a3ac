import type { RhythmName } from "./catalogue/types.ts";
import { type Random, weightedPicker } from "./random.ts";

/** Level of the whole demo, live and in history alike: requests per second, averaged over a week. */
export const REQUESTS_PER_SECOND = 0.9;

const HOUR = 3_600_000;

/** Relative activity at each full hour of a local day, and how a weekend compares. */
const DAYS: Record<RhythmName, { hours: readonly number[]; weekend: number }> = {
  home: {
    hours: [5, 4, 3, 3, 3, 5, 9, 12, 10, 8, 8, 8, 9, 9, 8, 9, 11, 14, 17, 18, 17, 15, 11, 7],
    weekend: 1.15,
  },
  office: {
    hours: [5, 4, 4, 4, 4, 5, 7, 11, 15, 17, 17, 16, 14, 16, 17, 16, 15, 13, 10, 9, 8, 8, 7, 6],
    weekend: 0.62,
  },
  leisure: {
    hours: [6, 5, 4, 4, 4, 5, 7, 9, 9, 9, 10, 11, 13, 12, 11, 12, 13, 15, 17, 17, 16, 14, 11, 8],
    weekend: 1.3,
  },
  steady: {
    hours: [9, 9, 8, 8, 8, 9, 10, 12, 12, 11, 11, 11, 11, 11, 11, 11, 11, 12, 12, 12, 12, 11, 10, 10],
    weekend: 0.95,
  },
};

const weekMean = (rhythm: RhythmName): number => {
  const { hours, weekend } = DAYS[rhythm];
  const day = hours.reduce((sum, value) => sum + value, 0) / hours.length;
  return (day * (5 + 2 * weekend)) / 7;
};

const MEANS: Record<RhythmName, number> = {
  home: weekMean("home"),
  office: weekMean("office"),
  leisure: weekMean("leisure"),
  steady: weekMean("steady"),
};

interface LocalHour {
  hour: number;
  weekend: boolean;
}

const localHours = new Map<string, LocalHour>();
const formats = new Map<string, Intl.DateTimeFormat>();

function askLocalHour(timeZone: string, start: number): LocalHour {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23", weekday: "short" });
  formats.set(timeZone, format);
  const parts = Object.fromEntries(format.formatToParts(start).map((part) => [part.type, part.value]));
  return { hour: Number(parts.hour), weekend: parts.weekday === "Sat" || parts.weekday === "Sun" };
}

/** Intl is slow, so each zone's hour is asked for once; zones with half hours round down to their hour. */
function localHour(timeZone: string, at: number): LocalHour {
  const start = Math.floor(at / HOUR) * HOUR;
  const key = `${timeZone} ${start}`;
  const local = localHours.get(key) ?? askLocalHour(timeZone, start);
  if (localHours.size > 4_096) localHours.clear();
  localHours.set(key, local);
  return local;
}

/** Activity of a Channel's people at an instant; 1 is the average of a week. */
export function rhythmFactor(channel: { rhythm: RhythmName; timeZone: string }, at: number): number {
  const { hours, weekend } = DAYS[channel.rhythm];
  const level = (instant: number) => {
    const local = localHour(channel.timeZone, instant);
    return (hours[local.hour] ?? 0) * (local.weekend ? weekend : 1);
  };
  const into = (at % HOUR) / HOUR;
  return (level(at) * (1 - into) + level(at + HOUR) * into) / MEANS[channel.rhythm];
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const hourPickers = Object.fromEntries(
  Object.entries(DAYS).map(([name, { hours }]) => [name, weightedPicker(HOURS, (hour) => hours[hour] ?? 0)]),
) as Record<RhythmName, (random: Random) => number>;

/** An instant within the UTC day that begins at `day`, as likely as somebody of this offset (hours) is active then. */
export function instantOn(day: number, rhythm: RhythmName, offset: number, random: Random): number {
  const hour = (hourPickers[rhythm](random) - offset + 24) % 24;
  return Math.floor(day + (hour + random.next()) * HOUR);
}

/** How a UTC day compares with a weekday. */
export function dayFactor(day: number, rhythm: RhythmName): number {
  const weekday = new Date(day).getUTCDay();
  return weekday === 0 || weekday === 6 ? DAYS[rhythm].weekend : 1;
}
