import type { Clock } from "#lib/clock.ts";
import { batchesOf } from "#lib/rollups/batches.ts";
import { beginRollups } from "#lib/rollups/begin.ts";
import { rollUp } from "#lib/rollups/roll-up.ts";
import type { EventIndex } from "#lib/stores/event-index/port.ts";
import type { RollupStore, Rollups } from "#lib/stores/rollups/port.ts";

/** Marks taken at once. */
const LIMIT = 600;
/** A minute is closed so long after its end: more than clocks of machines differ. */
const ENDED_MS = 10_000;
/** And so long after its last event was written. */
const QUIET_MS = 1_000;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Any day can be compared with the year before. */
const HOURS_KEPT = 396 * DAY;

interface Deps {
  index: EventIndex;
  rollups: RollupStore;
}

/** Rolls up everything that is due, if no other worker does; answers how many minutes. */
export async function rollUpDue({ index, rollups }: Deps, signal: AbortSignal): Promise<number> {
  if (!(await rollups.lead())) return 0;
  await beginRollups(index, rollups);
  let minutes = 0;
  while (!signal.aborted) {
    const due = await rollups.due(LIMIT, { endedMs: ENDED_MS, quietMs: QUIET_MS });
    // The marks first, then the refresh: what was marked is in the index, and now it is seen.
    for (const hour of new Set(due.map(({ minute }) => minute - (minute % HOUR))))
      await index.refresh({ from: hour, to: hour + HOUR });
    for (const batch of batchesOf(due)) {
      if (signal.aborted) break;
      await rollUp(index, rollups, batch);
      minutes += batch.channels.reduce((sum, { marks }) => sum + marks.length, 0);
    }
    if (due.length < LIMIT) break;
  }
  return minutes;
}

/**
 * Forgets narrow slots once no late event can change them (an hour is made of its minutes anew), and the wide ones
 * after 13 months: beyond retention, time is known by the hour.
 */
export async function forgetRollups(
  { rollups, clock }: { rollups: Rollups; clock: Clock },
  retentionMs: number,
): Promise<void> {
  const now = clock.now();
  for (const width of [1, 10] as const) await rollups.forget(width, now - retentionMs - DAY);
  for (const width of [60, 480, 1_440] as const) await rollups.forget(width, now - HOURS_KEPT);
}
