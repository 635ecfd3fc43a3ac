import { systemScope } from "../channels/access.ts";
import type { EventIndexTallies, EventIndexWriter, Hour } from "../stores/event-index/port.ts";
import type { RollupMarks, Rollups } from "../stores/rollups/port.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Index = Pick<EventIndexTallies, "sums"> & Pick<EventIndexWriter, "hours">;

/** Marks every minute of an hour in which a Channel has events: after this the hour is rolled up anew. */
async function markHour(
  index: Pick<EventIndexTallies, "sums">,
  rollups: RollupMarks,
  hour: Hour,
): Promise<void> {
  const query = { scope: systemScope(), from: hour, to: hour + HOUR, where: [] };
  // Groups would be the largest ones only; a Channel left out would have no rollups, and nobody would know.
  const channels = await index.sums(query);
  const minutes = Array.from({ length: 60 }, (_, minute) => hour + minute * MINUTE);
  await rollups.mark(channels.flatMap(({ channel }) => minutes.map((minute) => ({ channel, minute }))));
}

/** Makes rollups of an index that had events before there were any; from then on figures may come from them. */
export async function beginRollups(index: Index, rollups: RollupMarks & Rollups): Promise<void> {
  if (await rollups.begin(false)) return;
  for (const hour of await index.hours()) await markHour(index, rollups, hour);
  await rollups.begin(true);
}
