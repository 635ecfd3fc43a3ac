import { slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";
import { listSavedViews } from "#lib/saved-views/list.ts";

export const GET = route({ params: { slug: slugParam } }, async ({ server, viewer, params }) => ({
  data: await listSavedViews(server, viewer, params.slug),
  next_cursor: null,
}));
