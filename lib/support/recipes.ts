import type { Database } from "../database/client.ts";
import type { ConnectionPeriod } from "./history.ts";
import { isRecipeState } from "./recipe-state.ts";
import type { RecipeView } from "./views.ts";

/** More Recipes of one user are not listed. */
export const MOST_RECIPES = 200;

const END = { include: { channel: { select: { name: true } } } } as const;

/** Recipes of one user, or by id, with all that is on record of them and of the connections that they need. */
export async function readRecipes(
  database: Pick<Database, "recipe" | "connection">,
  where: { userId: string } | { id: { in: string[] } },
): Promise<RecipeView[]> {
  const rows = await database.recipe.findMany({
    where,
    include: {
      user: { select: { pseudonym: true, name: true } },
      triggerEndpoint: END,
      actionEndpoint: END,
      changes: { orderBy: { at: "asc" } },
    },
    orderBy: { createdAt: "desc" },
    take: MOST_RECIPES,
  });
  const periods = await readConnections(database, [...new Set(rows.map(({ userId }) => userId))]);
  return rows.map((row) => {
    const [trigger, action] = [row.triggerEndpoint, row.actionEndpoint].map((end) => ({
      channel: end.channelSlug,
      channelName: end.channel.name,
      endpoint: end.slug,
    })) as [RecipeView["trigger"], RecipeView["action"]];
    return {
      id: row.id,
      title: row.title,
      user: row.user,
      trigger,
      action,
      history: {
        createdAt: row.createdAt.getTime(),
        enabled: row.enabled,
        since: (row.enabled ? row.enabledAt : row.disabledAt)?.getTime() ?? null,
        changes: row.changes.flatMap(({ at, state }) =>
          isRecipeState(state) ? [{ at: at.getTime(), state }] : [],
        ),
      },
      connections: [...new Set([trigger.channel, action.channel])].map((channel) => ({
        channel,
        periods: periods.get(`${row.userId} ${channel}`) ?? [],
      })),
    };
  });
}

async function readConnections(
  database: Pick<Database, "connection">,
  userIds: string[],
): Promise<Map<string, ConnectionPeriod[]>> {
  const rows = await database.connection.findMany({
    where: { userId: { in: userIds } },
    orderBy: { since: "asc" },
  });
  const periods = new Map<string, ConnectionPeriod[]>();
  for (const { userId, channelSlug, since, until } of rows) {
    const key = `${userId} ${channelSlug}`;
    const period = { since: since.getTime(), until: until?.getTime() ?? null };
    periods.set(key, [...(periods.get(key) ?? []), period]);
  }
  return periods;
}
