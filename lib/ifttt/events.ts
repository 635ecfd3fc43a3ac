import { storedMessage } from "../alerts/message.ts";
import { type Trigger, triggerInput } from "../alerts/trigger.ts";
import type { Database } from "../database/client.ts";
import { eventOf, type TriggerEvent } from "./ingredients.ts";
import { type Course, isFirst, isLast } from "./outages.ts";
import type { Subscription, TriggerDefinition } from "./trigger.ts";

/** Incidents of a Channel that are looked through for the newest events, newest first. */
const LOOKED_THROUGH = 1_000;

interface Transition {
  id: string;
  at: Date;
  recordedAt: Date;
  value: number | null;
}

interface Candidate {
  course: Course;
  fired: Transition;
  recovered: Transition | null;
}

/** The newest events of a subscription, newest first; `recipeId` is the Recipe that measures for it. */
export async function eventsOf(
  database: Pick<Database, "incident" | "incidentTransition">,
  { kind }: TriggerDefinition,
  subscription: Subscription,
  recipeId: string | null,
  limit: number,
): Promise<TriggerEvent[]> {
  if (limit === 0) return [];
  const candidates = await findCandidates(database, subscription, recipeId);
  const courses = candidates.map(({ course }) => course);
  const chosen = candidates.flatMap(({ course, fired, recovered }): Transition[] => {
    if (kind === "fired") return isFirst(course, courses) ? [fired] : [];
    const { ended } = course;
    return recovered !== null && ended !== null && isLast({ ...course, ended }, courses) ? [recovered] : [];
  });
  return readEvents(database, chosen.sort(newestFirst).slice(0, limit));
}

/** In a planned downtime failures are expected: what was never told of one starts nobody's Recipes. */
export const TOLD_OR_UNPLANNED = [{ planned: false }, { notifiedAt: { not: null } }];

/** Incidents that the subscription is about. */
async function findCandidates(
  database: Pick<Database, "incident">,
  subscription: Subscription,
  recipeId: string | null,
): Promise<Candidate[]> {
  const rows = await database.incident.findMany({
    where: {
      channelSlug: subscription.channel,
      OR: [{ origin: "person" }, ...(recipeId === null ? [] : [{ recipeId }])],
      AND: { OR: TOLD_OR_UNPLANNED },
    },
    orderBy: { number: "desc" },
    take: LOOKED_THROUGH,
    select: {
      number: true,
      trigger: true,
      origin: true,
      recoveredAt: true,
      endedBecause: true,
      transitions: {
        where: { kind: { in: ["fired", "recovered"] } },
        select: { id: true, kind: true, at: true, recordedAt: true, value: true },
      },
    },
  });
  return rows.flatMap((row): Candidate[] => {
    const trigger = triggerInput.safeParse(row.trigger).data;
    const fired = row.transitions.find((transition) => transition.kind === "fired");
    if (trigger === undefined || fired === undefined) return [];
    if (!concerns(subscription, { trigger, value: fired.value, measuring: row.origin === "ifttt" }))
      return [];
    const end = row.transitions.find((transition) => transition.kind === "recovered") ?? null;
    const course = {
      kind: `${trigger.type} ${trigger.endpoint ?? ""}`,
      number: row.number,
      fired: fired.recordedAt.getTime(),
      // Of a Recipe that was removed nothing may say that it ended.
      ended: (end?.recordedAt ?? row.recoveredAt)?.getTime() ?? null,
    };
    return [{ course, fired, recovered: row.endedBecause === null ? end : null }];
  });
}

/** Whether an incident is one that the subscription is about; the one measured for it is, whatever its figures. */
export function concerns(
  subscription: Subscription,
  incident: { trigger: Trigger; value: number | null; measuring: boolean },
): boolean {
  if (incident.measuring) return true;
  const { endpoint } = subscription;
  return (endpoint === null || incident.trigger.endpoint === endpoint) && subscription.counts(incident);
}

function newestFirst(a: Transition, b: Transition): number {
  return (
    b.at.getTime() - a.at.getTime() ||
    b.recordedAt.getTime() - a.recordedAt.getTime() ||
    (a.id < b.id ? 1 : -1)
  );
}

async function readEvents(
  database: Pick<Database, "incidentTransition">,
  transitions: readonly Transition[],
): Promise<TriggerEvent[]> {
  const rows = await database.incidentTransition.findMany({
    where: { id: { in: transitions.map(({ id }) => id) } },
    select: { id: true, message: true },
  });
  const messages = new Map(rows.map(({ id, message }) => [id, storedMessage(message)]));
  return transitions.flatMap(({ id }) => {
    const message = messages.get(id);
    return message === undefined ? [] : [eventOf(id, message)];
  });
}
