import type { Prisma } from "#prisma/client/client.ts";
import type { Database } from "../../database/client.ts";

/** Ends these connections, redeemed or not: their tokens and codes are nobody's at once. Answers how many. */
export async function revokeConnections(
  database: Pick<Database, "iftttConnection">,
  where: Prisma.IftttConnectionWhereInput,
  now: Date,
): Promise<number> {
  const { count } = await database.iftttConnection.updateMany({
    where: { ...where, revokedAt: null },
    data: { revokedAt: now },
  });
  return count;
}
