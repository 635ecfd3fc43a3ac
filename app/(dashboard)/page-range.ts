import { AppError } from "#lib/errors.ts";
import { parseRange } from "#lib/events/range.ts";
import type { TimeRange } from "#lib/events/views.ts";
import { DEFAULT_RANGE } from "#lib/format/range.ts";

export type PageParams = Record<string, string | string[] | undefined>;

export interface PageRange {
  range: TimeRange;
  /** `range=3h` or `from=…&to=…`: what the same range is to our own API. */
  query: string;
  /** Why the address's range could not be taken; the usual one stands in for it. */
  problem: string | null;
}

function one(params: PageParams, name: string): string | undefined {
  const value = params[name];
  const text = Array.isArray(value) ? value[0] : value;
  return text === "" ? undefined : text;
}

/** The range a page's address names, or the usual one. */
export function pageRange(params: PageParams, now: number, retentionDays: number): PageRange {
  const from = one(params, "from");
  const to = one(params, "to");
  const named = from === undefined && to === undefined;
  const input = named ? { range: one(params, "range") ?? DEFAULT_RANGE } : { from, to };
  try {
    const range = parseRange(input, now, retentionDays);
    const fixed = { from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() };
    const query = new URLSearchParams(range.label === null ? fixed : { range: range.label });
    return { range, query: query.toString(), problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const range = parseRange({ range: DEFAULT_RANGE }, now, retentionDays);
    return { range, query: `range=${DEFAULT_RANGE}`, problem: error.message };
  }
}
