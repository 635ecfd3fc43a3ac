import type { Prisma } from "#prisma/client/client.ts";
import { writeAudit } from "../../members/audit.ts";
import type { Outcome } from "../actions/types.ts";
import type { Claim } from "./claim.ts";
import type { DeliverDeps } from "./deps.ts";
import { waitAfter } from "./schedule.ts";

/** After so many failed attempts to tell of an alert, the failover hears of it too; this one is tried on. */
const FAILOVER_AFTER = 2;
/** A destination that failed all the time for so long is switched off once a delivery is given up. */
const DEAD_AFTER_MS = 24 * 60 * 60_000;
/** Many calls may end at once and share few connections; milliseconds. */
const PATIENCE = { maxWait: 5_000, timeout: 5_000 };

interface Attempt extends Outcome {
  /** When it began, milliseconds since 1970. */
  at: number;
  durationMs: number;
}

/** Writes what became of an attempt, unless another deliverer has taken the delivery over meanwhile. */
export async function finishAttempt(deps: DeliverDeps, claim: Claim, attempt: Attempt): Promise<void> {
  const { database, clock, log } = deps;
  const now = clock.now();
  await database.$transaction(async (tx) => {
    const [first, ...rest] = await held(tx, claim);
    if (first === undefined) {
      log.warn({ destination: claim.destinationId }, "another deliverer has taken a delivery over");
      return;
    }
    const attempts = first.attempt_count + 1;
    const wait =
      attempt.outcome === "retry" ? waitAfter(attempts, attempt.retryAfterMs, deps.random()) : null;
    await tx.deliveryAttempt.create({
      data: {
        deliveryId: first.id,
        number: attempts,
        at: new Date(attempt.at),
        durationMs: Math.round(attempt.durationMs),
        outcome: outcomeOf(attempt, wait),
        statusCode: attempt.statusCode,
        detail: attempt.detail,
      },
    });
    const delivered = attempt.outcome === "delivered";
    const over = delivered || wait === null;
    const ids = [first.id, ...rest.map(({ id }) => id)];
    const at = new Date(now);
    // The number goes on, so that what was written once is not written again.
    const released = { leasedUntil: null, fence: { increment: 1 } };
    await tx.delivery.updateMany({
      where: { id: { in: ids } },
      data: over
        ? { status: delivered ? "digested" : "failed", finishedAt: at, ...released }
        : { nextAttemptAt: new Date(now + wait), ...released },
    });
    const status = delivered ? { status: "delivered" } : {};
    await tx.delivery.update({ where: { id: first.id }, data: { ...status, attemptCount: attempts } });
    if (over && !delivered) await failOver(tx, ids, now);
    else if (!delivered && attempts >= FAILOVER_AFTER) await failOver(tx, ids, now, "fired");
    await noteHealth(tx, claim.destinationId, attempt, { now, givenUp: wait === null });
  }, PATIENCE);
}

function outcomeOf({ outcome }: Outcome, wait: number | null): "delivered" | "retry" | "failed" {
  if (outcome === "delivered") return "delivered";
  return wait === null ? "failed" : "retry";
}

/** Of the claim, what is this deliverer's still, locked. */
async function held(tx: Prisma.TransactionClient, { deliveries }: Claim) {
  const rows = JSON.stringify(deliveries.map(({ id, fence }) => ({ id, fence: String(fence) })));
  return await tx.$queryRaw<{ id: string; attempt_count: number }[]>`
    select d.id, d.attempt_count
    from deliveries d join jsonb_to_recordset(${rows}::jsonb) as claimed (id uuid, fence bigint) on claimed.id = d.id
    where d.fence = claimed.fence and d.status = 'pending' order by d.created_at, d.id for update of d`;
}

/** Tells the destinations that stand in, once; `kind` narrows to such transitions. */
async function failOver(
  tx: Prisma.TransactionClient,
  ids: readonly string[],
  now: number,
  kind?: "fired",
): Promise<void> {
  const failed = await tx.delivery.findMany({
    where: {
      id: { in: [...ids] },
      failoverId: { not: null },
      ...(kind === undefined ? {} : { transition: { kind } }),
    },
    select: { id: true, transitionId: true, incidentId: true, failoverId: true },
  });
  const at = new Date(now);
  await tx.delivery.createMany({
    data: failed.flatMap(({ id, transitionId, incidentId, failoverId }) =>
      failoverId === null
        ? []
        : [
            {
              transitionId,
              incidentId,
              destinationId: failoverId,
              failoverOfId: id,
              createdAt: at,
              nextAttemptAt: at,
            },
          ],
    ),
    skipDuplicates: true,
  });
}

/** Writes at a destination how it is; one that is gone, or failed for a day, is switched off. */
export async function noteHealth(
  tx: Prisma.TransactionClient,
  id: string,
  { outcome, detail }: Outcome,
  { now, givenUp }: { now: number; givenUp: boolean },
): Promise<void> {
  const at = new Date(now);
  if (outcome === "delivered") {
    await tx.destination.update({
      where: { id },
      data: { lastDeliveredAt: at, failingSince: null, lastError: null },
    });
    return;
  }
  const { failingSince, channelSlug, hint } = await tx.destination.update({
    where: { id },
    data: { lastError: detail },
  });
  if (failingSince === null) await tx.destination.update({ where: { id }, data: { failingSince: at } });
  const dead =
    outcome === "gone" || (givenUp && failingSince !== null && now - failingSince.getTime() >= DEAD_AFTER_MS);
  if (!dead) return;
  const reason = outcome === "gone" ? `It says that it is gone: ${detail}` : `It failed for a day: ${detail}`;
  const { count } = await tx.destination.updateMany({
    where: { id, disabledAt: null },
    data: { disabledAt: at, disabledReason: reason },
  });
  if (count === 0) return;
  const change = { action: "destination.disable", subject: hint, detail: { reason } };
  await writeAudit(
    tx,
    now,
    { type: "system" },
    channelSlug === null ? change : { ...change, channel: channelSlug },
  );
}
