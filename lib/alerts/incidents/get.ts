import type { Viewer } from "../../channels/access.ts";
import type { Database } from "../../database/client.ts";
import { requireIncidents } from "./scope.ts";
import { findIncident, summaryOf } from "./summary.ts";
import { transitionsOf } from "./transitions.ts";
import type { IncidentView } from "./views.ts";

/** One incident with all that happened to it; needs `alerts:read`. Another Channel's number is `not_found`. */
export async function getIncident(
  { database }: { database: Pick<Database, "incident" | "incidentTransition" | "incidentNote"> },
  viewer: Viewer,
  channel: string | null,
  number: number,
): Promise<IncidentView> {
  requireIncidents(viewer, "alerts:read", channel);
  const row = await findIncident(database, channel, number);
  const [transitions, notes] = await Promise.all([
    transitionsOf(database, [row.id]),
    database.incidentNote.findMany({
      where: { incidentId: row.id },
      orderBy: [{ at: "asc" }, { id: "asc" }],
    }),
  ]);
  return {
    ...summaryOf(row),
    transitions: transitions.get(row.id) ?? [],
    notes: notes.map(({ id, authorName, staff, text, at }) => ({
      id,
      author: authorName,
      staff,
      text,
      at: at.getTime(),
    })),
  };
}
