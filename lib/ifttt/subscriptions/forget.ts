import type { Prisma } from "#prisma/client/client.ts";
import { lockRecipes } from "../../alerts/recipes/lock.ts";
import type { IftttDeps } from "../deps.ts";
import { releaseRecipes } from "./measuring-recipe.ts";

/** Forgets these trigger identities, and with the last that needs it, the Recipe that measures. Answers how many. */
export async function forgetTriggers(
  { database }: Pick<IftttDeps, "database">,
  where: Prisma.IftttTriggerWhereInput,
): Promise<number> {
  const channels = await database.iftttTrigger.findMany({
    where,
    distinct: ["channelSlug"],
    select: { channelSlug: true },
  });
  let forgotten = 0;
  for (const { channelSlug } of channels) {
    forgotten += await database.$transaction(async (tx) => {
      await lockRecipes(tx, channelSlug);
      const ofChannel = { AND: [where, { channelSlug }] };
      const rows = await tx.iftttTrigger.findMany({ where: ofChannel, select: { recipeId: true } });
      const { count } = await tx.iftttTrigger.deleteMany({ where: ofChannel });
      await releaseRecipes(
        tx,
        rows.map(({ recipeId }) => recipeId),
      );
      return count;
    });
  }
  return forgotten;
}
