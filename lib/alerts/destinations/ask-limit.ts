import type { Prisma } from "#prisma/client/client.ts";
import type { Actor } from "../../channels/access.ts";
import { AppError } from "../../errors.ts";
import { writeAudit } from "../../members/audit.ts";

const DAY = 24 * 60 * 60_000;
/** Of one address or number within a day: whoever did not answer five of them does not want to. */
const PER_ADDRESS = 5;
/** Of all within a day: text messages cost money, and strangers should not be asked in bulk. */
const PER_CHANNEL = 30;

/**
 * Notes that somebody is asked to confirm. Removing and adding an address again counts as well. Throws `rate_limited`
 * when there were five to it, or thirty of the Channel, within a day.
 */
export async function noteAsking(
  tx: Prisma.TransactionClient,
  actor: Actor,
  { channel, hint, now }: { channel: string | null; hint: string; now: number },
): Promise<void> {
  // One at a time for a Channel, so that the limit holds.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`ask ${channel}`}, 0))`;
  const asked = { action: "destination.ask", channelSlug: channel, at: { gt: new Date(now - DAY) } };
  const [toIt, ofAll] = [
    await tx.auditEntry.count({ where: { ...asked, subject: hint } }),
    await tx.auditEntry.count({ where: asked }),
  ];
  if (toIt >= PER_ADDRESS || ofAll >= PER_CHANNEL) {
    throw new AppError("rate_limited", "Too many were asked to confirm today. Try again tomorrow.", {
      retryAfter: DAY / 1_000,
    });
  }
  const change = { action: "destination.ask", subject: hint };
  await writeAudit(tx, now, actor, channel === null ? change : { ...change, channel });
}
