import { type Trigger, triggerInput } from "../../alerts/trigger.ts";
import type { Database } from "../../database/client.ts";
import { TOLD_OR_UNPLANNED } from "../events.ts";

/** What is older, the engine has found out by polling. */
const WORTH_TELLING_MS = 24 * 3_600_000;
const AT_ONCE = 500;

export interface PendingTransition {
  id: string;
  kind: "fired" | "recovered";
  channel: string;
  trigger: Trigger;
  value: number | null;
  /** The Recipe whose incident it is, if that measures for triggers; null: a person's. */
  measuredBy: string | null;
}

/** Transitions of which the engine was not told yet, earliest first. */
export async function pendingTransitions(
  database: Pick<Database, "incidentTransition">,
  now: number,
): Promise<{ ids: string[]; transitions: PendingTransition[] }> {
  const rows = await database.incidentTransition.findMany({
    where: {
      recordedAt: { gt: new Date(now - WORTH_TELLING_MS) },
      // What ended for another reason did not recover.
      OR: [{ kind: "fired" }, { kind: "recovered", incident: { endedBecause: null } }],
      iftttNotice: null,
      incident: { OR: TOLD_OR_UNPLANNED },
    },
    orderBy: { recordedAt: "asc" },
    take: AT_ONCE,
    select: {
      id: true,
      kind: true,
      value: true,
      incident: { select: { channelSlug: true, trigger: true, origin: true, recipeId: true } },
    },
  });
  const transitions = rows.flatMap(({ id, kind, value, incident }): PendingTransition[] => {
    const trigger = triggerInput.safeParse(incident.trigger).data;
    if (trigger === undefined || incident.channelSlug === null) return [];
    return [
      {
        id,
        kind: kind === "fired" ? "fired" : "recovered",
        channel: incident.channelSlug,
        trigger,
        value,
        measuredBy: incident.origin === "ifttt" ? (incident.recipeId ?? "removed") : null,
      },
    ];
  });
  return { ids: rows.map(({ id }) => id), transitions };
}

/** Remembers that the engine was told. */
export async function markTold(
  database: Pick<Database, "iftttNotice">,
  ids: readonly string[],
): Promise<void> {
  const data = ids.map((transitionId) => ({ transitionId }));
  await database.iftttNotice.createMany({ data, skipDuplicates: true });
}
