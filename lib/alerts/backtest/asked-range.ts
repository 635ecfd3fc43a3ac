import { AppError } from "../../errors.ts";
import { parseRange } from "../../events/range.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** What a backtest covers at most, in days. */
export const LONGEST_DAYS = 30;
/** Checked here, with words of their own. */
const ANY_LENGTH = 100_000;
const USUAL_DAYS = 7;

/** As a request names it: a length that ends now, or both ends, in an object or beside each other. */
export interface AskedRange {
  range?: string | { from: string; to: string } | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** The range that a backtest is asked for. Throws `bad_request` on the field at fault: `range.from`. */
export function askedRange(
  { range, from, to }: AskedRange,
  now: number,
  retentionDays: number,
): { from: number; to: number } {
  const loose = from !== undefined || to !== undefined;
  if (range !== undefined && loose) refuse("range", "Give either `range`, or `from` and `to`.");
  const days = Math.min(LONGEST_DAYS, retentionDays);
  if (typeof range === "object") return within("range.", () => bounded(range, now, days));
  return loose
    ? bounded({ from, to }, now, days)
    : bounded({ range: range ?? `${Math.min(USUAL_DAYS, days)}d` }, now, days);
}

function bounded(asked: Parameters<typeof parseRange>[0], now: number, days: number) {
  if (asked.from !== undefined && asked.to !== undefined && Date.parse(asked.from) >= Date.parse(asked.to))
    refuse("from", "`from` must be before `to`.");
  const { from, to } = parseRange(asked, now, ANY_LENGTH);
  // Clocks differ a little.
  if (to > now + MINUTE) refuse("to", "`to` is in the future: a backtest looks at what has been.");
  if (to - from > days * DAY)
    refuse(asked.range === undefined ? "from" : "range", `A backtest covers ${days} days at most.`);
  return { from, to };
}

function within<T>(prefix: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof AppError) || error.field === undefined) throw error;
    throw new AppError(error.code, error.message, { field: `${prefix}${error.field}`, cause: error });
  }
}

function refuse(field: string, message: string): never {
  throw new AppError("bad_request", message, { field });
}
