import { addNote } from "#lib/alerts/incidents/add-note.ts";
import { incidentNumberParam, noteBody } from "#lib/http/api/incident-parameters.ts";
import { noteToApi } from "#lib/http/api/incidents.ts";
import { slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  { params: { slug: slugParam, number: incidentNumberParam }, body: noteBody },
  async ({ server, viewer, params: { slug, number }, body }) => {
    const note = await addNote(server, viewer, slug, { number, text: body.text });
    return Response.json({ data: noteToApi(note) }, { status: 201 });
  },
);
