import type { Hour } from "./port.ts";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** The UTC hour an instant belongs to. */
export function hourOf(timestamp: number): Hour {
  return Math.floor(timestamp / HOUR_MS) * HOUR_MS;
}

/** `YYYY`, `MM`, `DD`, `HH` (UTC): what hourly indices and partitions are named by. */
export function hourParts(hour: Hour): [string, string, string, string] {
  const iso = new Date(hour).toISOString();
  return [iso.slice(0, 4), iso.slice(5, 7), iso.slice(8, 10), iso.slice(11, 13)];
}

/** The hour of four such parts, null when they are not a real hour. */
export function hourOfParts(parts: readonly string[]): Hour | null {
  const [year, month, day, hour] = parts.map(Number);
  if (year === undefined || month === undefined || day === undefined || hour === undefined) return null;
  const instant = Date.UTC(year, month - 1, day, hour);
  return hourParts(instant).join() === parts.join() ? instant : null;
}
