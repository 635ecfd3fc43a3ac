import { readPipeline } from "#lib/http/read-pipeline.ts";
import { route } from "#lib/http/route.ts";

/** For the Pipeline page alone: no part of the public API. */
export const GET = route({}, async ({ server, viewer }) => ({ data: await readPipeline(server, viewer) }));
