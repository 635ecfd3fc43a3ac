import { systemScope } from "../channels/access.ts";
import type { EventIndexReader, EventIndexWriter, Hour } from "../stores/event-index/port.ts";
import type { RollupMarks, Rollups } from "../stores/rollups/port.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MOST_CHANNELS = 1_000;

type Index = Pick<EventIndexReader, "groups"> & Pick<EventIndexWriter, "hours">;

/** Marks every minute of an hour in which a Channel has events: after this the hour is rolled up anew. */
async function markHour(
  index: Pick<EventIndexReader, "groups">,
  rollups: RollupMarks,
  hour: Hour,
): Promise<void> {
  const query = { scope: systemScope(), from: hour, to: hour + HOUR, where: [] };
  const channels = await index.groups(query, { by: "channel", limit: MOST_CHANNELS, percentiles: false });
  const minutes = Array.from({ length: 60 }, (_, minute) => hour + minute * MINUTE);
  await rollups.mark(channels.flatMap(({ key: channel }) => minutes.map((minute) => ({ channel, minute }))));
}

/** Makes rollups of an index that had events before there were any; from then on figures may come from them. */
export async function beginRollups(index: Index, rollups: RollupMarks & Rollups): Promise<void> {
  if (await rollups.begin(false)) return;
  for (const hour of await index.hours()) await markHour(index, rollups, hour);
  await rollups.begin(true);
}
