import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { readRun } from "#lib/jobs/read-run.ts";

export const GET = route({ params: { id: z.uuid() } }, async ({ server, viewer, params }) => ({
  data: await readRun(server, viewer, params.id),
}));
