import type { z } from "zod";
import type { DowntimeView } from "../../alerts/downtime/views.ts";
import type { IncidentFigures, IncidentRoom, NoteView } from "../../alerts/incidents/views.ts";
import { storedMessage } from "../../alerts/message.ts";
import type { IncidentSummary, TransitionView } from "../../alerts/views.ts";
import type { incidentData, transitionData } from "./alert-schemas.ts";
import { incidentToApi, transitionToApi } from "./alerts.ts";
import type { downtimeData, incidentRoomData, noteData } from "./incident-schemas.ts";
import {
  fromInstant,
  fromInstantOrNull,
  spanFromApi,
  spanToApi,
  toInstant,
  toInstantOrNull,
} from "./instant.ts";
import { receiptFromApi, receiptToApi } from "./receipt.ts";

export type IncidentRoomData = z.infer<typeof incidentRoomData>;
export type IncidentsAnswer = { data: z.infer<typeof incidentData>[]; next_cursor: string | null };

export const noteToApi = (note: NoteView): z.infer<typeof noteData> => ({ ...note, at: toInstant(note.at) });

export const downtimeToApi = (downtime: DowntimeView): z.infer<typeof downtimeData> => ({
  ...downtime,
  starts_at: toInstant(downtime.starts_at),
  ends_at: toInstant(downtime.ends_at),
});

function figuresToApi(figures: IncidentFigures): IncidentRoomData["figures"] {
  const { changes, first } = figures;
  return {
    ...figures,
    ...spanToApi(figures),
    span: spanToApi(figures.span),
    points: figures.points.map(({ at, value }) => ({ at: toInstant(at), value })),
    changes: { refused_everybody: changes.refusedEverybody, network_broken: changes.networkBroken },
    first: first === null ? null : { ...first, at: toInstant(first.at) },
  };
}

function figuresFromApi(answer: IncidentRoomData["figures"]): IncidentFigures {
  const { changes, first } = answer;
  return {
    ...answer,
    ...spanFromApi(answer),
    span: spanFromApi(answer.span),
    points: answer.points.map(({ at, value }) => ({ at: fromInstant(at), value })),
    changes: { refusedEverybody: changes.refused_everybody, networkBroken: changes.network_broken },
    first: first === null ? null : { ...first, at: fromInstant(first.at) },
  };
}

/** `data` of `GET /api/v1/channels/{slug}/incidents/{number}`. */
export function roomToApi(room: IncidentRoom): IncidentRoomData {
  return {
    ...room,
    ...incidentToApi(room),
    transitions: room.transitions.map(transitionToApi),
    notes: room.notes.map(noteToApi),
    figures: figuresToApi(room.figures),
    similar: room.similar.map((earlier) => ({
      ...earlier,
      started_at: toInstant(earlier.started_at),
      recovered_at: toInstantOrNull(earlier.recovered_at),
    })),
    receipt: receiptToApi(room.receipt),
    differing: room.differing.map(spanToApi),
  };
}

export function incidentFromApi(answer: z.infer<typeof incidentData>): IncidentSummary {
  const { acknowledged } = answer;
  return {
    ...answer,
    started_at: fromInstant(answer.started_at),
    fired_at: fromInstant(answer.fired_at),
    recovered_at: fromInstantOrNull(answer.recovered_at),
    acknowledged: acknowledged === null ? null : { ...acknowledged, at: fromInstant(acknowledged.at) },
  };
}

function transitionFromApi(answer: z.infer<typeof transitionData>): TransitionView {
  return {
    ...answer,
    at: fromInstant(answer.at),
    recorded_at: fromInstant(answer.recorded_at),
    message: storedMessage(answer.message),
    deliveries: answer.deliveries.map((delivery) => ({
      ...delivery,
      created_at: fromInstant(delivery.created_at),
      next_attempt_at: fromInstantOrNull(delivery.next_attempt_at),
      finished_at: fromInstantOrNull(delivery.finished_at),
      attempts: delivery.attempts.map((attempt) => ({ ...attempt, at: fromInstant(attempt.at) })),
    })),
  };
}

/** What the incident's page shows of such an answer. */
export function roomFromApi(answer: IncidentRoomData): IncidentRoom {
  return {
    ...answer,
    ...incidentFromApi(answer),
    transitions: answer.transitions.map(transitionFromApi),
    notes: answer.notes.map((note) => ({ ...note, at: fromInstant(note.at) })),
    figures: figuresFromApi(answer.figures),
    similar: answer.similar.map((earlier) => ({
      ...earlier,
      started_at: fromInstant(earlier.started_at),
      recovered_at: fromInstantOrNull(earlier.recovered_at),
    })),
    receipt: receiptFromApi(answer.receipt),
    differing: answer.differing.map(spanFromApi),
  };
}
