import { z } from "zod";
import { openLetter } from "#lib/dead-letters/open-letter.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({ params: { id: z.string().max(64) } }, async ({ server, viewer, params }) => ({
  data: await openLetter(server, viewer, params.id),
}));
