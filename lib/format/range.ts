import { spanInWords } from "./duration.ts";
import { formatTime, type Zone, zoneOffset } from "./time.ts";

const MINUTE = 60_000;
const UNITS: Record<string, number> = { s: 1_000, m: MINUTE, h: 60 * MINUTE, d: 24 * 60 * MINUTE };

/** From and to in milliseconds; `label` is its short form when it moves with the clock. */
interface Period {
  from: number;
  to: number;
  label: string | null;
}

/** The ranges offered, as the URL writes them. */
export const RANGE_PRESETS = ["15m", "1h", "3h", "6h", "24h", "3d", "7d", "30d"] as const;
export const DEFAULT_RANGE = "3h";

/** Milliseconds of `15m`, `3h`, `7d`; null for anything else. */
export function parseSpan(text: string): number | null {
  const match = /^(\d{1,9})([smhd])$/.exec(text);
  const unit = UNITS[match?.[2] ?? ""];
  return match === null || unit === undefined ? null : Number(match[1]) * unit;
}

/** `3h` as `Last 3 hours`. */
export function presetInWords(preset: string): string {
  const span = parseSpan(preset);
  return span === null ? preset : `Last ${spanInWords(span)}`;
}

/** What figures are about: `the last 3 hours`; a range that stands still has no end that is now. */
export function periodInWords({ from, to, label }: Period): string {
  return label === null ? "this range" : `the last ${spanInWords(to - from)}`;
}

/** A fixed range as people read it: `Nov 23, 11:41 to 14:41`, with both days when they differ. */
export function rangeInWords(from: number, to: number, zone: Zone): string {
  const sameDay = formatTime(from, zone, "day") === formatTime(to, zone, "day");
  return `${formatTime(from, zone, "dayMinute")} to ${formatTime(to, zone, sameDay ? "minute" : "dayMinute")}`;
}

/** `2026-11-23T14:41`, as a date-and-time input wants it, of an instant in a zone. */
export function toLocalInput(at: number, zone: Zone): string {
  return new Date(at + zoneOffset(at, zone) * MINUTE).toISOString().slice(0, 16);
}

/** The instant that such an input names in a zone; null when it is not filled in. */
export function fromLocalInput(text: string, zone: Zone): number | null {
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) return null;
  const guess = asUtc - zoneOffset(asUtc, zone) * MINUTE;
  return asUtc - zoneOffset(guess, zone) * MINUTE;
}
