import type { Prisma } from "#prisma/client/client.ts";
import type { Database } from "../../database/client.ts";
import { tellEndToo } from "./tell-end.ts";

/** Who asks for more patience than this has its alerts told to the destination that stands in; milliseconds. */
export const PATIENCE_MS = 60_000;

/** Tells of alerts that wait behind a destination's pause where its failover is. */
export async function failOverPaused(
  database: Pick<Database, "$transaction" | "$queryRaw">,
  now: number,
): Promise<void> {
  const waiting = await database.$queryRaw<{ id: string }[]>`
    select d.id from deliveries d
    join destinations t on t.id = d.destination_id
    join incident_transitions f on f.id = d.transition_id
    where d.status = 'pending' and d.failover_id is not null and f.kind = 'fired'
      and t.paused_until > ${new Date(now + PATIENCE_MS)}
      and not exists (
        select from deliveries told where told.transition_id = d.transition_id and told.destination_id = d.failover_id
      )`;
  if (waiting.length === 0) return;
  const ids = waiting.map(({ id }) => id);
  await database.$transaction((tx) => failOver(tx, ids, now));
}

/** Tells the destinations that stand in, once; `kind` narrows to such transitions. */
export async function failOver(
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
    select: {
      id: true,
      transitionId: true,
      incidentId: true,
      failoverId: true,
      transition: { select: { kind: true } },
    },
  });
  const at = new Date(now);
  const stand = failed.flatMap(({ failoverId, ...delivery }) =>
    failoverId === null ? [] : [{ ...delivery, destinationId: failoverId }],
  );
  await tx.delivery.createMany({
    data: stand.map(({ id, transitionId, incidentId, destinationId }) => ({
      transitionId,
      incidentId,
      destinationId,
      failoverOfId: id,
      createdAt: at,
      nextAttemptAt: at,
    })),
    skipDuplicates: true,
  });
  const began = stand.filter(({ transition }) => transition.kind === "fired");
  await tellEndToo(tx, began, now);
}
