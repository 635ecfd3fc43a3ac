import type { Database } from "../../database/client.ts";

/** Recipes on a Channel that were turned off in [from, to); null where no Recipe of the Channel is on record. */
export async function recipesTurnedOff(
  database: Pick<Database, "recipe">,
  channel: string,
  { from, to }: { from: number; to: number },
): Promise<number | null> {
  const of = {
    OR: [{ triggerEndpoint: { channelSlug: channel } }, { actionEndpoint: { channelSlug: channel } }],
  };
  const during = { state: "disabled", at: { gte: new Date(from), lt: new Date(to) } };
  const count = await database.recipe.count({ where: { ...of, changes: { some: during } } });
  if (count > 0) return count;
  return (await database.recipe.findFirst({ where: of, select: { id: true } })) === null ? null : 0;
}
