import { type Actor, requireStaff } from "../../channels/access.ts";
import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/client.ts";
import { AppError } from "../../errors.ts";
import { writeAudit } from "../../members/audit.ts";

/**
 * Ends a request: at once if nobody works on it, else after the day that is being made. Needs `jobs:run`; throws
 * `not_found` when it is over.
 */
export async function cancelRequest(
  { database, clock }: { database: Database; clock: Clock },
  actor: Actor,
  id: string,
): Promise<void> {
  requireStaff(actor, "jobs:run");
  const now = new Date(clock.now());
  await database.$transaction(async (tx) => {
    const unattended = { OR: [{ state: "waiting" }, { leaseUntil: { lt: now } }] };
    const ended = await tx.jobRequest.updateMany({
      where: { id, openJob: { not: null }, ...unattended },
      data: { state: "cancelled", openJob: null, leaseUntil: null, finishedAt: now, cancelRequestedAt: now },
    });
    const asked = await tx.jobRequest.updateMany({
      where: { id, openJob: { not: null } },
      data: { cancelRequestedAt: now },
    });
    if (ended.count + asked.count === 0)
      throw new AppError("not_found", "There is no such request, or it is over.");
    const { job } = await tx.jobRequest.findUniqueOrThrow({ where: { id }, select: { job: true } });
    await writeAudit(tx, clock.now(), actor, { action: "job.cancel", subject: job });
  });
}
