import type { DestinationType } from "../alerts/action.ts";
import type { Impact } from "../alerts/impact.ts";
import { NO_IMPACT } from "../alerts/impact.ts";
import type { AlertMessage, MessageType } from "../alerts/message.ts";
import { type Trigger, type TriggerInput, triggerInput } from "../alerts/trigger.ts";
import type { AttemptView, TransitionView } from "../alerts/views.ts";
import type { Database } from "../database/client.ts";

const MINUTE = 60_000;

const TYPES: Record<TransitionView["kind"], MessageType> = {
  fired: "alert.firing",
  recovered: "alert.recovered",
  acknowledged: "alert.acknowledged",
  reminded: "alert.reminder",
};

interface SeededDelivery {
  destination: { id: string };
  status?: "pending" | "delivered" | "failed" | "digested";
  /** After the transition, milliseconds. */
  after?: number;
  attempts?: Omit<AttemptView, "number" | "at">[];
  /** Place in the same list of the delivery that led here. */
  failoverOf?: number;
}

export interface SeededIncident {
  channel: string;
  recipe?: { id: string; name: string };
  trigger?: TriggerInput;
  title?: string;
  startedAt: number;
  firedAt?: number;
  recoveredAt?: number | null;
  /** Absent: it recovered, or lasts. */
  endedBecause?: string;
  worst?: number;
  threshold?: number;
  planned?: boolean;
  impact?: Partial<Impact>;
  /** Of the transition that fired. */
  deliveries?: SeededDelivery[];
}

/** A destination as its owner would have made it; what it holds cannot be opened. */
export function seedDestination(
  database: Database,
  { channel, type, name }: { channel: string; type: DestinationType; name: string },
): Promise<{ id: string }> {
  return database.destination.create({
    data: {
      channelSlug: channel,
      type,
      name,
      hint: `${type} of ${name}`,
      fingerprint: `${type} ${name}`,
      settings: "sealed",
      confirmedAt: new Date(),
    },
    select: { id: true },
  });
}

/** An alert Recipe with these destinations as its actions. */
export function seedRecipe(
  database: Database,
  channel: string,
  name: string,
  destinations: readonly { id: string }[] = [],
): Promise<{ id: string; name: string }> {
  return database.alertRecipe.create({
    data: {
      channelSlug: channel,
      name,
      trigger: triggerInput.parse({ type: "error_rate_above", percent: 5 }),
      recoverMinutes: 5,
      actions: {
        create: destinations.map(({ id }, position) => ({ destinationId: id, position })),
      },
    },
    select: { id: true, name: true },
  });
}

/** An incident that fired, and recovered unless `recoveredAt` is null, with what was sent about it. */
export async function seedIncident(
  database: Database,
  seed: SeededIncident,
): Promise<{ id: string; number: number }> {
  const { channel, recipe, startedAt, firedAt = startedAt + MINUTE, recoveredAt = null } = seed;
  const trigger = triggerInput.parse(seed.trigger ?? { type: "error_rate_above", percent: 5 });
  const impact = { ...NO_IMPACT, ...seed.impact };
  const incident = await database.incident.create({
    data: {
      channelSlug: channel,
      recipeId: recipe?.id ?? null,
      recipeName: recipe?.name ?? "API errors",
      trigger,
      title: seed.title ?? "12 % of send_message actions fail with HTTP 503",
      startedAt: new Date(startedAt),
      firedAt: new Date(firedAt),
      recoveredAt: recoveredAt === null ? null : new Date(recoveredAt),
      endedBecause: seed.endedBecause ?? null,
      notifiedAt: new Date(firedAt),
      worst: seed.worst ?? 12.4,
      threshold: seed.threshold ?? 5,
      planned: seed.planned ?? false,
      impact,
    },
  });
  const kinds: [TransitionView["kind"], number][] = [["fired", firedAt]];
  if (recoveredAt !== null) kinds.push(["recovered", recoveredAt]);
  for (const [place, [kind, at]] of kinds.entries()) {
    const transition = await database.incidentTransition.create({
      data: {
        incidentId: incident.id,
        sequence: place + 1,
        kind,
        at: new Date(at),
        recordedAt: new Date(at + 300),
        value: incident.worst,
        message: messageOf(kind, at, { ...incident, trigger, impact }),
      },
    });
    if (kind === "fired") await seedDeliveries(database, transition, at, seed.deliveries ?? []);
  }
  return { id: incident.id, number: incident.number };
}

async function seedDeliveries(
  database: Database,
  transition: { id: string; incidentId: string },
  at: number,
  deliveries: readonly SeededDelivery[],
): Promise<void> {
  const ids: string[] = [];
  for (const { destination, status = "delivered", after = 400, attempts = [], failoverOf } of deliveries) {
    const created = at + after;
    const { id } = await database.delivery.create({
      data: {
        transitionId: transition.id,
        incidentId: transition.incidentId,
        destinationId: destination.id,
        status,
        createdAt: new Date(created),
        nextAttemptAt: new Date(created),
        attemptCount: attempts.length,
        finishedAt: status === "pending" ? null : new Date(created + attempts.length * 5_000),
        failoverOfId: failoverOf === undefined ? null : (ids[failoverOf] ?? null),
        attempts: {
          create: attempts.map((attempt, place) => ({
            number: place + 1,
            at: new Date(created + place * 5_000),
            durationMs: attempt.duration_ms,
            outcome: attempt.outcome,
            statusCode: attempt.status_code,
            detail: attempt.detail,
          })),
        },
      },
      select: { id: true },
    });
    ids.push(id);
  }
}

interface MessageSource {
  id: string;
  number: number;
  recipeId: string | null;
  recipeName: string;
  channelSlug: string | null;
  trigger: Trigger;
  title: string;
  startedAt: Date;
  firedAt: Date;
  recoveredAt: Date | null;
  worst: number | null;
  threshold: number | null;
  impact: Impact;
}

function messageOf(kind: TransitionView["kind"], at: number, incident: MessageSource) {
  const { trigger, channelSlug: channel, number } = incident;
  return {
    type: TYPES[kind],
    timestamp: new Date(at).toISOString(),
    data: {
      incident_id: incident.id,
      incident_number: number,
      recipe_id: incident.recipeId,
      recipe_name: incident.recipeName,
      channel,
      channel_name: channel,
      endpoint: trigger.endpoint,
      trigger: trigger.type,
      title: incident.title,
      condition: "the error rate is above 5 %, over 5 minutes",
      value: incident.worst,
      threshold: incident.threshold,
      unit: "percent",
      started_at: incident.startedAt.toISOString(),
      fired_at: incident.firedAt.toISOString(),
      recovered_at: kind === "recovered" ? (incident.recoveredAt?.toISOString() ?? null) : null,
      acknowledged_by: null,
      ...incident.impact,
      url: `https://channelscope.example/channels/${channel}/incidents/${number}`,
      requests_url: `https://channelscope.example/channels/${channel}/logs?q=is%3Afailed`,
    },
  } satisfies AlertMessage;
}
