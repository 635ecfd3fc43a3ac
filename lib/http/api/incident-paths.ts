import { z } from "zod";
import { downtimeInput } from "../../alerts/downtime/plan.ts";
import { rangeParams, slugParam } from "../parameters.ts";
import { incidentData } from "./alert-schemas.ts";
import {
  affectedQuery,
  downtimeIdParam,
  incidentListQuery,
  incidentNumberParam,
  noteBody,
} from "./incident-parameters.ts";
import { affectedUserData, downtimeData, incidentRoomData, noteData } from "./incident-schemas.ts";
import { json, list, type Operation, object } from "./operation.ts";

const INCIDENTS = "/api/v1/channels/{slug}/incidents";
const DOWNTIMES = "/api/v1/channels/{slug}/planned-downtimes";
const slug = { slug: slugParam };
const one = { ...slug, number: incidentNumberParam };

/** Incidents, and times in which some are expected. */
export const INCIDENT_OPERATIONS: Operation[] = [
  {
    path: INCIDENTS,
    method: "get",
    id: "listIncidents",
    summary: "Incidents of the Channel, newest first",
    scope: "read",
    params: slug,
    query: incidentListQuery,
    answer: json(list(incidentData), "A page of incidents"),
  },
  {
    path: `${INCIDENTS}/{number}`,
    method: "get",
    id: "incident",
    summary: "One incident: what happened, what was sent, whom it reached, why, and what came before",
    scope: "read",
    params: one,
    answer: json(object(incidentRoomData), "The incident"),
  },
  {
    path: `${INCIDENTS}/{number}/acknowledge`,
    method: "post",
    id: "acknowledgeIncident",
    summary: "Say that somebody looks after it; once is enough",
    scope: "alerts:write",
    params: one,
    answer: json(object(incidentData), "The incident as it is now"),
  },
  {
    path: `${INCIDENTS}/{number}/notes`,
    method: "post",
    id: "addIncidentNote",
    summary: "Tell partner and support something about it",
    scope: "alerts:write",
    params: one,
    body: { description: "The note", schemas: { "application/json": noteBody } },
    answer: { ...json(object(noteData), "The note"), status: 201 },
  },
  {
    path: `${INCIDENTS}/{number}/affected`,
    method: "get",
    id: "incidentAffected",
    summary: "Users and Recipes that its failures reached, most failures first, ten thousand at most",
    scope: "read",
    params: one,
    query: affectedQuery,
    answer: json(list(affectedUserData), "Users; with `format=csv` as text/csv"),
  },
  {
    path: DOWNTIMES,
    method: "get",
    id: "listPlannedDowntimes",
    summary: "Planned downtimes in order of time",
    scope: "read",
    params: slug,
    query: rangeParams,
    answer: json(list(downtimeData), "Those of the range; without any, those that are not over"),
  },
  {
    path: DOWNTIMES,
    method: "post",
    id: "planDowntime",
    summary: "Plan a time in which nobody is told of failures; they are counted all the same",
    scope: "alerts:write",
    params: slug,
    body: { description: "The plan", schemas: { "application/json": downtimeInput } },
    answer: {
      ...json(object(z.object({ id: z.uuid() })), "Its id"),
      status: 201,
    },
  },
  {
    path: `${DOWNTIMES}/{id}`,
    method: "delete",
    id: "cancelDowntime",
    summary: "Take a plan back, or end a downtime that runs now",
    scope: "alerts:write",
    params: { ...slug, id: downtimeIdParam },
    answer: { status: 204, contentType: null, schema: z.null(), description: "Done" },
  },
];
