import { z } from "zod";
import type { Actor } from "../../channels/access.ts";
import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/client.ts";
import { actorName } from "./actor-name.ts";
import { requireIncidents } from "./scope.ts";
import { findIncident } from "./summary.ts";
import type { NoteView } from "./views.ts";

export const noteText = z.string().trim().min(1, "must not be empty").max(4_000);

/** Tells both sides something about an incident, open or not; needs `incidents:respond`. */
export async function addNote(
  { database, clock }: { database: Pick<Database, "incident" | "incidentNote" | "apiKey">; clock: Clock },
  actor: Actor,
  channel: string | null,
  { number, text }: { number: number; text: string },
): Promise<NoteView> {
  requireIncidents(actor, "incidents:respond", channel);
  const incident = await findIncident(database, channel, number);
  const { name, staff } = await actorName(database, actor);
  const note = await database.incidentNote.create({
    data: {
      incidentId: incident.id,
      authorId: actor.type === "person" ? actor.id : null,
      authorName: name,
      staff,
      text,
      at: new Date(clock.now()),
    },
  });
  return { id: note.id, author: name, staff, text, at: note.at.getTime() };
}
