import { type Actor, channelScope } from "../../channels/access.ts";
import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/client.ts";
import { AppError } from "../../errors.ts";
import { writeAudit } from "../../members/audit.ts";

/** Takes a plan back, or ends a downtime that runs now: that much of it stays on record. Needs `alerts:write`. */
export async function cancelDowntime(
  { database, clock }: { database: Database; clock: Clock },
  actor: Actor,
  channel: string,
  id: string,
): Promise<void> {
  channelScope(actor, "alerts:write", channel);
  const now = new Date(clock.now());
  await database.$transaction(async (tx) => {
    const found = await tx.plannedDowntime.findFirst({
      where: { id, channelSlug: channel, removedAt: null },
      select: { startsAt: true, endsAt: true },
    });
    if (found === null)
      throw new AppError("not_found", "There is no such plan, or it was taken back already.");
    if (found.endsAt <= now) throw new AppError("conflict", "This downtime is over.");
    const runs = found.startsAt < now;
    await tx.plannedDowntime.updateMany({
      where: { id, removedAt: null },
      data: runs ? { endsAt: now } : { removedAt: now },
    });
    await writeAudit(tx, now.getTime(), actor, {
      action: runs ? "planned_downtime.end" : "planned_downtime.cancel",
      channel,
      subject: id,
    });
  });
}
