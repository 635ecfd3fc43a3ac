import type { Prisma } from "#prisma/client/client.ts";
import { AppError } from "../../errors.ts";

/** Holds a Channel's alert Recipes until the transaction ends: names and their number are checked before writing. */
export async function lockRecipes(tx: Prisma.TransactionClient, channel: string): Promise<void> {
  const found = await tx.$executeRaw`select 1 from channels where slug = ${channel} for no key update`;
  if (found === 0) {
    throw new AppError("not_found", "This Channel is not registered yet, so it cannot have alerts.");
  }
}
