import { z } from "zod";
import type { Database } from "../../database/client.ts";
import { AppError } from "../../errors.ts";
import { RECIPE_PARTS, type RecipeRow } from "./row.ts";

/** The Channel's alert Recipe of this id, within its Channel only. */
export async function findRecipe(
  database: Pick<Database, "alertRecipe">,
  channel: string,
  id: string,
): Promise<RecipeRow> {
  const row = z.uuid().safeParse(id).success
    ? await database.alertRecipe.findFirst({
        where: { id, channelSlug: channel, origin: "person" },
        include: RECIPE_PARTS,
      })
    : null;
  if (row === null) throw new AppError("not_found", "There is no such alert Recipe, or it was removed.");
  return row;
}
