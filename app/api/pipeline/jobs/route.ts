import { route } from "#lib/http/route.ts";
import { jobsView } from "#lib/jobs/jobs-view.ts";

/** For the Jobs page alone: no part of the public API. */
export const GET = route({}, async ({ server, viewer }) => ({ data: await jobsView(server, viewer) }));
