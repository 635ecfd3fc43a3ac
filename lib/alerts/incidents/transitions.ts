import type { Prisma } from "#prisma/client/client.ts";
import type { Database } from "../../database/client.ts";
import type { DestinationType } from "../action.ts";
import { storedMessage } from "../message.ts";
import type { AttemptView, DeliveryView, TransitionView } from "../views.ts";

const include = {
  deliveries: {
    include: {
      destination: { select: { id: true, type: true, name: true, hint: true } },
      attempts: { orderBy: { number: "asc" } },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  },
} satisfies Prisma.IncidentTransitionInclude;

type TransitionRow = Prisma.IncidentTransitionGetPayload<{ include: typeof include }>;
type DeliveryRow = TransitionRow["deliveries"][number];

/** Transitions with their deliveries and attempts, in order, by incident; ask for the right to see these first. */
export async function transitionsOf(
  database: Pick<Database, "incidentTransition">,
  incidentIds: readonly string[],
): Promise<Map<string, TransitionView[]>> {
  const found = new Map<string, TransitionView[]>(incidentIds.map((id) => [id, []]));
  if (found.size === 0) return found;
  const rows = await database.incidentTransition.findMany({
    where: { incidentId: { in: [...found.keys()] } },
    include,
    orderBy: { sequence: "asc" },
  });
  for (const row of rows) found.get(row.incidentId)?.push(transitionOf(row));
  return found;
}

function transitionOf(row: TransitionRow): TransitionView {
  return {
    id: row.id,
    kind: row.kind as TransitionView["kind"],
    at: row.at.getTime(),
    recorded_at: row.recordedAt.getTime(),
    value: row.value,
    message: storedMessage(row.message),
    deliveries: row.deliveries.map(deliveryOf),
  };
}

function deliveryOf(row: DeliveryRow): DeliveryView {
  return {
    id: row.id,
    destination: { ...row.destination, type: row.destination.type as DestinationType },
    status: row.status as DeliveryView["status"],
    created_at: row.createdAt.getTime(),
    next_attempt_at: row.status === "pending" ? row.nextAttemptAt.getTime() : null,
    finished_at: row.finishedAt?.getTime() ?? null,
    failover_of: row.failoverOfId,
    attempts: row.attempts.map(attemptOf),
  };
}

function attemptOf(row: DeliveryRow["attempts"][number]): AttemptView {
  return {
    number: row.number,
    at: row.at.getTime(),
    duration_ms: row.durationMs,
    outcome: row.outcome as AttemptView["outcome"],
    status_code: row.statusCode,
    detail: row.detail,
  };
}
