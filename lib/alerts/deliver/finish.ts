import type { Prisma } from "#prisma/client/client.ts";
import { writeAudit } from "../../members/audit.ts";
import type { Outcome } from "../actions/types.ts";
import type { Claim } from "./claim.ts";
import type { DeliverDeps } from "./deps.ts";
import { failOver, PATIENCE_MS } from "./fail-over.ts";
import { pauseOf } from "./pace.ts";
import { waitAfter } from "./schedule.ts";

/** After so many failed attempts to tell of an alert, the failover hears of it too; this one is tried on. */
const FAILOVER_AFTER = 2;
/** A destination that failed by its own fault for so long is switched off once a delivery is given up for it. */
const DEAD_AFTER_MS = 24 * 60 * 60_000;
/** Many calls may end at once and share few connections; milliseconds. */
const PATIENCE = { maxWait: 5_000, timeout: 5_000 };

/** Why a recovery is not told. */
const NEVER_TOLD = "Its alert was never delivered here.";

export interface Attempt extends Outcome {
  /** false: it was refused before anything was sent, which says nothing about the destination. */
  called: boolean;
  /** Of the claim, ids that the message left out: recoveries whose alert never arrived there. */
  unsaid: readonly string[];
  /** When it began, milliseconds since 1970. */
  at: number;
  durationMs: number;
}

/** Writes what became of an attempt, unless another deliverer has taken the delivery over meanwhile. */
export async function finishAttempt(deps: DeliverDeps, claim: Claim, attempt: Attempt): Promise<void> {
  const { database, clock, log } = deps;
  const now = clock.now();
  await database.$transaction(async (tx) => {
    const rows = await held(tx, claim);
    if (rows.length === 0) {
      log.warn({ destination: claim.destinationId }, "another deliverer has taken a delivery over");
      return;
    }
    const left = new Set(attempt.unsaid);
    const said = rows.filter(({ id }) => !left.has(id));
    const unsaid = rows.filter(({ id }) => left.has(id));
    const number = Math.max(...rows.map(({ attempt_count }) => attempt_count)) + 1;
    const wait = attempt.outcome === "retry" ? waitAfter(number, attempt.retryAfterMs, deps.random()) : null;
    await writeSaid(tx, said, { attempt, number, wait, now });
    await writeUnsaid(tx, unsaid, { attempt, wait, now });
    const ids = said.map(({ id }) => id);
    const delivered = attempt.outcome === "delivered";
    if (!delivered && wait === null) await failOver(tx, ids, now);
    else if (!delivered && (number >= FAILOVER_AFTER || (attempt.retryAfterMs ?? 0) > PATIENCE_MS))
      await failOver(tx, ids, now, "fired");
    if (attempt.called) {
      await noteHealth(tx, claim.destinationId, attempt, { now, givenUp: wait === null });
    }
  }, PATIENCE);
}

interface Row {
  id: string;
  attempt_count: number;
}

/** The number goes on, so that what was written once is not written again. */
const RELEASED = { leasedUntil: null, fence: { increment: 1 } };

/** The oldest of them keeps the attempts of all that were told together. */
async function writeSaid(
  tx: Prisma.TransactionClient,
  rows: readonly Row[],
  { attempt, number, wait, now }: { attempt: Attempt; number: number; wait: number | null; now: number },
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const delivered = attempt.outcome === "delivered";
  await tx.deliveryAttempt.create({
    data: {
      deliveryId: first.id,
      number,
      at: new Date(attempt.at),
      durationMs: Math.round(attempt.durationMs),
      outcome: outcomeOf(attempt, wait),
      statusCode: attempt.statusCode,
      detail: attempt.detail,
    },
  });
  await tx.delivery.updateMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    data:
      wait === null
        ? { status: delivered ? "digested" : "failed", finishedAt: new Date(now), ...RELEASED }
        : { nextAttemptAt: new Date(now + wait), ...RELEASED },
  });
  const status = delivered ? { status: "delivered" } : {};
  await tx.delivery.update({ where: { id: first.id }, data: { ...status, attemptCount: number } });
}

/** What the message left out has failed once the others are through; until then it keeps their digest's name alive. */
async function writeUnsaid(
  tx: Prisma.TransactionClient,
  rows: readonly Row[],
  { attempt: { at }, wait, now }: { attempt: Attempt; wait: number | null; now: number },
): Promise<void> {
  for (const { id, attempt_count } of rows) {
    if (wait !== null) {
      await tx.delivery.update({ where: { id }, data: { nextAttemptAt: new Date(now + wait), ...RELEASED } });
      continue;
    }
    const number = attempt_count + 1;
    const attempt = { number, at: new Date(at), durationMs: 0, outcome: "failed", detail: NEVER_TOLD };
    await tx.delivery.update({
      where: { id },
      data: {
        status: "failed",
        finishedAt: new Date(now),
        attemptCount: number,
        attempts: { create: attempt },
        ...RELEASED,
      },
    });
  }
}

function outcomeOf({ outcome }: Outcome, wait: number | null): "delivered" | "retry" | "failed" {
  if (outcome === "delivered") return "delivered";
  return wait === null ? "failed" : "retry";
}

/** Of the claim, what is this deliverer's still, locked. */
async function held(tx: Prisma.TransactionClient, { deliveries }: Claim): Promise<Row[]> {
  const rows = JSON.stringify(deliveries.map(({ id, fence }) => ({ id, fence: String(fence) })));
  return await tx.$queryRaw<Row[]>`
    select d.id, d.attempt_count
    from deliveries d join jsonb_to_recordset(${rows}::jsonb) as claimed (id uuid, fence bigint) on claimed.id = d.id
    where d.fence = claimed.fence and d.status = 'pending' order by d.created_at, d.id for update of d`;
}

/**
 * Writes at a destination how it is, and whether it wants to be left alone; one that is gone, or failed for a day by its
 * own fault, is switched off.
 */
export async function noteHealth(
  tx: Prisma.TransactionClient,
  id: string,
  { outcome, detail, blameless, ...answer }: Outcome,
  { now, givenUp }: { now: number; givenUp: boolean },
): Promise<void> {
  const at = new Date(now);
  if (outcome === "delivered") {
    await tx.destination.update({
      where: { id },
      data: { lastDeliveredAt: at, failingSince: null, atFaultSince: null, lastError: null },
    });
    return;
  }
  const { failingSince, atFaultSince, pausedUntil, channelSlug, hint } = await tx.destination.update({
    where: { id },
    data: { lastError: detail },
  });
  const pause = pauseOf(answer);
  if (pause !== null && now + pause > (pausedUntil?.getTime() ?? 0)) {
    await tx.destination.update({ where: { id }, data: { pausedUntil: new Date(now + pause) } });
  }
  await tx.destination.update({
    where: { id },
    data: { failingSince: failingSince ?? at, atFaultSince: blameless ? null : (atFaultSince ?? at) },
  });
  const failedForLong = atFaultSince !== null && now - atFaultSince.getTime() >= DEAD_AFTER_MS;
  const dead = outcome === "gone" || (givenUp && !blameless && failedForLong);
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
