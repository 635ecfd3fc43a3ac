import { type Actor, channelScope } from "../../channels/access.ts";
import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/client.ts";
import { AppError } from "../../errors.ts";
import { writeAudit } from "../../members/audit.ts";
import { tellEndToo } from "../deliver/tell-end.ts";
import { findIncident } from "./summary.ts";

/** Sets a delivery that failed for good due again, under its own id; needs `alerts:write`. `conflict` for any other. */
export async function sendAgain(
  { database, clock }: { database: Database; clock: Clock },
  actor: Actor,
  channel: string,
  { number, deliveryId }: { number: number; deliveryId: string },
): Promise<void> {
  channelScope(actor, "alerts:write", channel);
  const now = new Date(clock.now());
  await database.$transaction(async (tx) => {
    const incident = await findIncident(tx, channel, number);
    const delivery = await tx.delivery.findFirst({
      where: { id: deliveryId, incidentId: incident.id },
      select: {
        destinationId: true,
        destination: { select: { name: true, removedAt: true } },
        transition: { select: { kind: true } },
      },
    });
    if (delivery === null) throw new AppError("not_found", "There is no such delivery.");
    if (delivery.destination.removedAt !== null) {
      throw new AppError("conflict", "Its destination was removed.");
    }
    const due = {
      status: "pending",
      nextAttemptAt: now,
      finishedAt: null,
      leasedUntil: null,
      digestId: null,
    } as const;
    const { count } = await tx.delivery.updateMany({
      where: { id: deliveryId, status: "failed" },
      data: due,
    });
    if (count === 0) throw new AppError("conflict", "Only what failed can be sent again.");
    if (delivery.transition.kind === "fired") {
      const { destinationId } = delivery;
      // Its end failed with it: nobody hears of the end of what was never told.
      const ended = { incidentId: incident.id, destinationId, transition: { kind: "recovered" } };
      await tx.delivery.updateMany({ where: { ...ended, status: "failed" }, data: due });
      await tellEndToo(tx, [{ incidentId: incident.id, destinationId }], now.getTime());
    }
    await tx.$executeRaw`select pg_notify('deliveries', '')`;
    await writeAudit(tx, now.getTime(), actor, {
      action: "delivery.send_again",
      channel,
      subject: `#${number}`,
      detail: { destination: delivery.destination.name },
    });
  });
}
