import { DAY_MS, type Day, rangeOf } from "../day.ts";

export const HOUR_MS = 3_600_000;

/** Starts of a day's hours, milliseconds since 1970. */
export function hoursOf(day: Day): number[] {
  const { from } = rangeOf(day);
  return Array.from({ length: DAY_MS / HOUR_MS }, (_, place) => from + place * HOUR_MS);
}

/** `13:58:07 UTC`, with its date where that is another than the day. */
export function instantInWords(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
