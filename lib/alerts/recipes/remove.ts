import type { Prisma } from "#prisma/client/client.ts";
import { type Actor, channelScope } from "../../channels/access.ts";
import { writeAudit } from "../../members/audit.ts";
import type { MemberDeps } from "../../members/deps.ts";
import { findRecipe } from "./find.ts";

/** Removes an alert Recipe; its incidents stay on record, and the evaluator ends those that are open. Needs `alerts:write`. */
export async function removeRecipe(
  { database, clock }: MemberDeps,
  actor: Actor,
  channel: string,
  id: string,
): Promise<void> {
  channelScope(actor, "alerts:write", channel);
  await database.$transaction(async (tx) => {
    const { name } = await findRecipe(tx, channel, id);
    await deleteRecipe(tx, clock.now(), actor, channel, { id, name });
  });
}

/** The same within a transaction. */
export async function deleteRecipe(
  tx: Prisma.TransactionClient,
  now: number,
  actor: Actor,
  channel: string,
  { id, name }: { id: string; name: string },
): Promise<void> {
  await tx.alertRecipe.deleteMany({ where: { id } });
  await writeAudit(tx, now, actor, {
    action: "alert_recipe.remove",
    channel,
    subject: name,
    detail: { id },
  });
}
