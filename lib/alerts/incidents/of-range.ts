import { canOnChannel, type Viewer } from "../../channels/access.ts";
import type { Database } from "../../database/client.ts";
import type { HealthView, TimeRange } from "../../events/views.ts";
import { listDowntimes } from "../downtime/list.ts";
import { listIncidents } from "./list.ts";

/** A chart has no room for more. */
const MOST = 100;

/** What Health points out in its charts; nothing for who may not see alerts. */
export async function incidentsOfRange(
  database: Pick<Database, "incident" | "plannedDowntime">,
  viewer: Viewer,
  channel: string,
  { from, to }: TimeRange,
): Promise<Pick<HealthView, "incidents" | "downtimes">> {
  if (!canOnChannel(viewer, "alerts:read", channel)) return { incidents: [], downtimes: [] };
  const [{ incidents }, downtimes] = await Promise.all([
    listIncidents({ database }, viewer, { channel, from, to, limit: MOST }),
    listDowntimes({ database }, viewer, channel, { from, to }),
  ]);
  return {
    incidents: incidents.map(({ number, title, fired_at, recovered_at, planned }) => ({
      number,
      title,
      from: fired_at,
      to: recovered_at,
      planned,
    })),
    downtimes: downtimes.map(({ id, endpoint, starts_at, ends_at, note }) => ({
      id,
      endpoint,
      from: starts_at,
      to: ends_at,
      note,
    })),
  };
}
