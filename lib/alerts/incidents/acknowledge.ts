import type { Prisma } from "#prisma/client/client.ts";
import type { Actor } from "../../channels/access.ts";
import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/client.ts";
import { AppError } from "../../errors.ts";
import { writeAudit } from "../../members/audit.ts";
import { type AlertMessage, storedMessage } from "../message.ts";
import type { IncidentSummary } from "../views.ts";
import { actorName } from "./actor-name.ts";
import { requireIncidents } from "./scope.ts";
import { findIncident, summaryOf } from "./summary.ts";

/** Programs, which know what to do with it; people see it on the incident's page. */
const TAKES_ACKNOWLEDGEMENTS = ["pagerduty", "webhook"];

/**
 * Says that somebody looks after an open incident; needs `incidents:respond`. Once is enough: who comes second finds
 * who was first. `conflict` for one that was over before anybody did.
 */
export async function acknowledge(
  { database, clock }: { database: Database; clock: Clock },
  actor: Actor,
  channel: string | null,
  number: number,
): Promise<IncidentSummary> {
  requireIncidents(actor, "incidents:respond", channel);
  const { name } = await actorName(database, actor);
  const now = new Date(clock.now());
  return database.$transaction(async (tx) => {
    const found = await findIncident(tx, channel, number);
    // Whoever writes a transition changes its incident first: so they come one after the other.
    const { count } = await tx.incident.updateMany({
      where: { id: found.id, acknowledgedAt: null, recoveredAt: null },
      data: { acknowledgedAt: now, acknowledgedBy: name },
    });
    const incident = await findIncident(tx, channel, number);
    if (count === 0) {
      if (incident.acknowledgedAt !== null) return summaryOf(incident);
      throw new AppError("conflict", `Incident #${number} is over already.`);
    }
    await writeTransition(tx, incident.id, name, now);
    await writeAudit(tx, now.getTime(), actor, {
      action: "incident.acknowledge",
      ...(channel === null ? {} : { channel }),
      subject: `#${number}`,
    });
    return summaryOf(incident);
  });
}

async function writeTransition(
  tx: Prisma.TransactionClient,
  incidentId: string,
  name: string,
  now: Date,
): Promise<void> {
  const last = await tx.incidentTransition.findFirst({
    where: { incidentId },
    orderBy: { sequence: "desc" },
  });
  if (last === null) return;
  const before = storedMessage(last.message);
  const message: AlertMessage = {
    type: "alert.acknowledged",
    timestamp: now.toISOString(),
    data: { ...before.data, acknowledged_by: name },
  };
  const { id: transitionId } = await tx.incidentTransition.create({
    data: {
      incidentId,
      sequence: last.sequence + 1,
      kind: "acknowledged",
      at: now,
      recordedAt: now,
      value: last.value,
      // An interface has no index signature, which Prisma's type for JSON wants.
      message: message as unknown as Prisma.InputJsonObject,
    },
    select: { id: true },
  });
  const told = await tx.delivery.findMany({
    where: {
      incidentId,
      status: { not: "failed" },
      destination: { type: { in: TAKES_ACKNOWLEDGEMENTS }, removedAt: null, disabledAt: null },
    },
    distinct: ["destinationId"],
    select: { destinationId: true },
  });
  await tx.delivery.createMany({
    data: told.map(({ destinationId }) => ({
      transitionId,
      incidentId,
      destinationId,
      createdAt: now,
      nextAttemptAt: now,
    })),
  });
}
