import type { Database } from "#lib/database/client.ts";
import { type DemoStateOf, readState, writeState } from "../state.ts";

const DAY = 86_400_000;
export const HISTORY_DAYS = 7;
/** A shorter silence than this is no gap worth telling. */
const SHORTEST_GAP = 2 * 60_000;

/** [from, to) is to be told, newest hour first; [next, to) already is. With the week's incidents, or a mere gap. */
export type Span = DemoStateOf<"history">;

/**
 * What has to be told, and remembers it: the last `days` at the first start, later the time in which the demo did not
 * run, or what an interrupted telling left. null when nothing is missing.
 */
export async function openSpan(database: Database, now: number, days: number): Promise<Span | null> {
  const known = await readState(database, "history");
  if (known !== null && known.next > known.from) return known;
  const oldest = now - days * DAY;
  const live = await readState(database, "live");
  const from = known === null ? oldest : Math.max(oldest, live?.until ?? known.to);
  if (now - from < SHORTEST_GAP) return null;
  const span: Span = { from, to: now, next: now, incidents: known === null };
  await writeState(database, "history", span);
  return span;
}
