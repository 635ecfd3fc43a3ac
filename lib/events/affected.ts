import { channelScope, type Viewer } from "../channels/access.ts";
import { identifyChannel } from "../channels/identify.ts";
import type { ReadDeps } from "./read-deps.ts";
import type { AffectedView, TimeRange } from "./views.ts";

/**
 * Users (pseudonyms) and Recipes of one Channel with a failure in the range, most failures first, `limit` of each at
 * most. `not_found` for a Channel out of the viewer's sight.
 */
export async function affected(
  deps: ReadDeps,
  viewer: Viewer,
  slug: string,
  { from, to }: TimeRange,
  limit: number,
): Promise<AffectedView> {
  const scope = channelScope(viewer, "requests:read", slug);
  await identifyChannel(deps.database, viewer, slug);
  const counts = await deps.index.facets(
    { scope, from, to, where: [{ type: "failed", value: true }] },
    ["user_id", "recipe_id"],
    limit,
  );
  const named = (values: { value: string; count: number }[] = []) =>
    values.map(({ value, count }) => ({ id: value, failures: count }));
  return { users: named(counts.user_id), recipes: named(counts.recipe_id) };
}
