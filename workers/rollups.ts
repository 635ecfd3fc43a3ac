import { beginRollups } from "#lib/rollups/begin.ts";
import { byChannelHour, rollUp } from "#lib/rollups/roll-up.ts";
import type { EventIndex } from "#lib/stores/event-index/port.ts";
import type { RollupStore } from "#lib/stores/rollups/port.ts";

/** Marks taken at once. */
const LIMIT = 600;
/** A minute is closed so long after its end: more than clocks of machines differ. */
const ENDED_MS = 10_000;
/** And so long after its last event is searchable. */
const QUIET_MS = 1_000;

const DAY = 86_400_000;
/** Minutes serve charts of hours, ten minutes those of days, hours everything longer. */
const MINUTES_KEPT = 2 * DAY;
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
    const due = await rollups.due(LIMIT, { endedMs: ENDED_MS, quietMs: index.visibilityMs + QUIET_MS });
    for (const marks of byChannelHour(due)) {
      if (signal.aborted) break;
      await rollUp(index, rollups, marks);
      minutes += marks.length;
    }
    if (due.length < LIMIT) break;
  }
  return minutes;
}

/** Forgets narrow slots that only serve charts of the last days, and all of them after 13 months. */
export async function forgetRollups({ rollups }: Deps, now: number, retentionMs: number): Promise<void> {
  await rollups.forget(1, now - MINUTES_KEPT);
  await rollups.forget(10, now - retentionMs);
  await rollups.forget(60, now - HOURS_KEPT);
  await rollups.forget(480, now - HOURS_KEPT);
}
