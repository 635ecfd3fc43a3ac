import type { Prisma } from "#prisma/client/client.ts";
import type { Actor } from "../../channels/access.ts";
import { writeAudit } from "../../members/audit.ts";

/**
 * Switches off a Channel's email destinations that lead to the mailbox of somebody who is no member any more: what
 * goes wrong there is not theirs to know. Whoever manages the Channel may switch one on again, and who reads there then
 * confirms as any stranger does.
 */
export async function turnOffMailbox(
  tx: Prisma.TransactionClient,
  actor: Actor,
  { channel, email, now }: { channel: string; email: string; now: number },
): Promise<void> {
  const rows = await tx.destination.findMany({
    where: {
      channelSlug: channel,
      type: "email",
      // Of a mailbox the whole address is shown.
      hint: { equals: email, mode: "insensitive" },
      removedAt: null,
    },
    select: { id: true, hint: true },
  });
  for (const { id, hint } of rows) {
    const reason = `${hint} is no member of this Channel any more`;
    await tx.destination.update({
      where: { id },
      data: {
        disabledAt: new Date(now),
        disabledReason: reason,
        confirmedAt: null,
        confirmHash: null,
        confirmSentAt: null,
      },
    });
    await writeAudit(tx, now, actor, {
      action: "destination.disable",
      channel,
      subject: hint,
      detail: { reason },
    });
  }
}
