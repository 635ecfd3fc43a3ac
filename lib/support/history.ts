import type { RecipeState } from "./recipe-state.ts";

/** A user's connection to a Channel, from `since` until `until` (null while it lasts), milliseconds. */
export interface ConnectionPeriod {
  since: number;
  until: number | null;
}

/** What is on record of a Recipe's life. */
export interface RecipeHistory {
  createdAt: number;
  /** Whether it is on now, and since when where that is known. */
  enabled: boolean;
  since: number | null;
  /** Ascending. */
  changes: readonly { at: number; state: RecipeState }[];
}

/** What a Recipe was at some instant; `since` is when it became so. `unknown`: nothing on record reaches back to it. */
export type RecipeThen =
  | { state: "on" | "off" | "deleted"; since: number }
  | { state: "not_created"; until: number }
  | { state: "unknown" };

/** The same of a connection. `unknown`: none is on record, so it was never made, or not written down. */
export type ConnectionThen =
  | { state: "connected" | "ended"; since: number }
  | { state: "not_yet"; until: number }
  | { state: "unknown" };

const BECAME = { created: "on", enabled: "on", disabled: "off", deleted: "deleted" } as const;

export function recipeAt(history: RecipeHistory, at: number): RecipeThen {
  const last = history.changes.findLast((change) => change.at <= at);
  if (last !== undefined) return { state: BECAME[last.state], since: last.at };
  if (at < history.createdAt) return { state: "not_created", until: history.createdAt };
  if (history.since !== null && history.since <= at) {
    return { state: history.enabled ? "on" : "off", since: history.since };
  }
  return { state: "unknown" };
}

export function connectionAt(periods: readonly ConnectionPeriod[], at: number): ConnectionThen {
  const open = periods.find(({ since, until }) => since <= at && (until === null || until > at));
  if (open !== undefined) return { state: "connected", since: open.since };
  const ends = periods.flatMap(({ until }) => (until !== null && until <= at ? [until] : []));
  if (ends.length > 0) return { state: "ended", since: Math.max(...ends) };
  const starts = periods.map(({ since }) => since);
  return starts.length > 0 ? { state: "not_yet", until: Math.min(...starts) } : { state: "unknown" };
}
