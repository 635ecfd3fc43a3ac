import { AppError } from "../errors.ts";
import type { TimeRange } from "./views.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS: Record<string, number> = { s: SECOND, m: MINUTE, h: HOUR, d: DAY };
const DEFAULT_LABEL = "1h";
const DEFAULT_RETENTION_DAYS = 30;

/** Clocks differ a little, and a chart's last bucket may end after now; more is a mistake. */
const FUTURE_ALLOWED = DAY;
const SHORTEST = SECOND;

/** Widths whose multiples people recognize on a clock. */
const WIDTHS = [
  ...[1, 2, 5, 10, 15, 20, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 20, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 4, 8, 12, 24].map((hours) => hours * HOUR),
];
const MOST_BUCKETS = 90;

interface RangeInput {
  range?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

function refuse(field: keyof RangeInput, message: string): never {
  throw new AppError("bad_request", message, { field });
}

function parseInstant(field: "from" | "to", text: string): number {
  const iso = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d))?$/.test(text);
  const instant = iso ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) {
    refuse(field, `\`${field}\` must be an instant in ISO 8601 with its zone, like 2026-11-23T14:00:00Z.`);
  }
  return instant;
}

function parseLabel(label: string, now: number, longest: number): TimeRange {
  const match = /^(\d{1,9})([smhd])$/.exec(label);
  const length = Number(match?.[1]) * (UNITS[match?.[2] ?? ""] ?? Number.NaN);
  if (Number.isNaN(length)) {
    refuse("range", "`range` must be a number with s, m, h or d, like 15m, 3h or 7d.");
  }
  if (length < SHORTEST) refuse("range", "`range` must be at least 1s.");
  if (length > longest)
    refuse("range", `\`range\` can be ${longest / DAY}d at most: events are kept no longer.`);
  const to = wholeSecond(now);
  return { from: to - length, to, label };
}

/** The next whole second: what is asked within one second is the same question to the index. */
export function wholeSecond(now: number): number {
  return Math.ceil(now / SECOND) * SECOND;
}

/**
 * A range from what a URL says: `range=3h` ends now, with the second; `from` and `to` are instants (`to` defaults to
 * now). Without either, the last hour. Impossible ranges are `bad_request` on the parameter at fault.
 */
export function parseRange(
  input: RangeInput,
  now: number,
  retentionDays: number = DEFAULT_RETENTION_DAYS,
): TimeRange {
  const longest = retentionDays * DAY;
  const { range, from: fromText, to: toText } = input;
  if (fromText === undefined && toText === undefined) return parseLabel(range ?? DEFAULT_LABEL, now, longest);
  if (range !== undefined) refuse("range", "Give either `range`, or `from` and `to`.");
  if (fromText === undefined) refuse("from", "`to` needs a `from`.");

  const from = parseInstant("from", fromText);
  const to = toText === undefined ? wholeSecond(now) : parseInstant("to", toText);
  if (from >= now + FUTURE_ALLOWED) refuse("from", "`from` is in the future.");
  if (to > now + FUTURE_ALLOWED) refuse("to", "`to` is in the future.");
  if (to - from < SHORTEST) {
    refuse(toText === undefined ? "from" : "to", "`to` must be at least a second after `from`.");
  }
  if (to - from > longest) {
    refuse("from", `The range can be ${retentionDays} days at most: events are kept no longer.`);
  }
  return { from, to, label: null };
}

/**
 * The range of equal length just before. Of an hour or more it begins with a whole minute: rollups then know it all,
 * and nobody compares to the second.
 */
export function previousRange({ from, to }: { from: number; to: number }): TimeRange {
  const length = to - from;
  const end = length >= HOUR ? Math.floor(from / MINUTE) * MINUTE : from;
  return { from: end - length, to: end, label: null };
}

/** Width of a chart's buckets in milliseconds: the finest of the nice ones that gives 90 buckets or fewer. */
export function bucketWidth(range: { from: number; to: number }): number {
  const length = range.to - range.from;
  const width = WIDTHS.find((candidate) => length / candidate <= MOST_BUCKETS);
  return width ?? Math.ceil(length / MOST_BUCKETS / DAY) * DAY;
}

/** Sparklines are small: a third of a chart's buckets will do. */
export function sparklineWidth({ from, to }: { from: number; to: number }): number {
  return bucketWidth({ from, to: from + 3 * (to - from) });
}

/** Starts of all buckets that touch the range, ascending; aligned to multiples of the width since 1970. */
export function bucketStarts(range: { from: number; to: number }, width: number): number[] {
  const starts: number[] = [];
  for (let at = Math.floor(range.from / width) * width; at < range.to; at += width) starts.push(at);
  return starts;
}
