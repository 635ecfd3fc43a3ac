import type { Prisma } from "#prisma/client/client.ts";

/** Closes what a Recipe has open when nobody watches it any more: it did not recover, so nobody is told that it did. */
export async function endIncidents(tx: Prisma.TransactionClient, recipeId: string, at: Date): Promise<void> {
  await tx.incident.updateMany({ where: { recipeId, recoveredAt: null }, data: { recoveredAt: at } });
}
