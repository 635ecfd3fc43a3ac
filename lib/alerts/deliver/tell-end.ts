import type { Prisma } from "#prisma/client/client.ts";

/** Whoever hears late that an alert fired hears of its end too, where it has ended: after its beginning, once. */
export async function tellEndToo(
  tx: Prisma.TransactionClient,
  late: readonly { incidentId: string; destinationId: string }[],
  now: number,
): Promise<void> {
  if (late.length === 0) return;
  const ids = [...new Set(late.map(({ incidentId }) => incidentId))];
  // One that ends right now either sees who is told here, or is seen here.
  await tx.$queryRaw`select from incidents where id = any(${ids}::uuid[]) order by id for update`;
  const ends = await tx.incidentTransition.findMany({
    where: { incidentId: { in: ids }, kind: "recovered" },
    select: { id: true, incidentId: true },
  });
  await tx.delivery.createMany({
    data: late.flatMap(({ incidentId, destinationId }) =>
      ends
        .filter((end) => end.incidentId === incidentId)
        .map(({ id }) => ({
          transitionId: id,
          incidentId,
          destinationId,
          createdAt: new Date(now + 1),
          nextAttemptAt: new Date(now),
        })),
    ),
    skipDuplicates: true,
  });
}
